// Lines of the sources, which the build puts beside the page.

const files = new Map();

async function source(file) {
  if (!files.has(file)) {
    const folder = file.endsWith('.java') ? 'sources/dev/mishap/sample/' : 'sources/';
    const response = await fetch(folder + file);
    if (!response.ok) {
      throw new Error(`${file} answered ${response.status}`);
    }
    files.set(file, (await response.text()).replaceAll('\r', '').split('\n'));
  }
  return files.get(file);
}

// The lines that "at" stands for: a member of a class, a key of YAML, or a line.
export async function cut({ file, at }) {
  const lines = await source(file);
  const start = lines.findIndex((line) => line.includes(at));
  if (start < 0) {
    throw new Error(`${file} has no “${at}”`);
  }
  if (file.endsWith('.java')) {
    return dedented(member(lines, start));
  }
  return (file.endsWith('.yml') ? key(lines, start) : [lines[start]]).join('\n');
}

// With its comment and annotations, up to its last brace.
function member(lines, start) {
  let first = start;
  while (first > 0 && lines[first - 1].trim() && !/[;{}]$/.test(lines[first - 1].trim())) {
    first--;
  }
  let last = start;
  let open = 0;
  for (let opened = false; last < lines.length; last++) {
    for (const brace of lines[last].replace(/"(\\.|[^"\\])*"/g, '').match(/[{}]/g) || []) {
      open += brace === '{' ? 1 : -1;
      opened = true;
    }
    if (opened ? open === 0 : lines[last].endsWith(';')) {
      break;
    }
  }
  return lines.slice(first, last + 1);
}

function dedented(lines) {
  const indents = lines.filter((line) => line.trim()).map((line) => /^\t*/.exec(line)[0].length);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent).replaceAll('\t', '    ')).join('\n');
}

// With the keys that it is in.
function key(lines, start) {
  const depth = (line) => /^ */.exec(line)[0].length;
  const found = [];
  let least = depth(lines[start]);
  for (let i = start - 1; i >= 0 && least > 0; i--) {
    if (lines[i].trim() && !lines[i].trim().startsWith('#') && depth(lines[i]) < least) {
      found.unshift(lines[i]);
      least = depth(lines[i]);
    }
  }
  if (lines[start - 1]?.trim().startsWith('#')) {
    found.push(lines[start - 1]);
  }
  found.push(lines[start]);
  for (let i = start + 1; i < lines.length && lines[i].trim() && depth(lines[i]) > depth(lines[start]); i++) {
    found.push(lines[i]);
  }
  return found;
}
