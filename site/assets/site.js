const dialog = document.querySelector(".search");
const wanted = dialog.querySelector("input");
const told = dialog.querySelector(".told");
const hits = dialog.querySelector(".hits");
const look = document.querySelector(".look");
const menu = document.querySelector(".menu");

document.documentElement.classList.add("scripted");
look.hidden = false;
menu.hidden = false;

menu.addEventListener("click", () => {
  const open = menu.getAttribute("aria-expanded") !== "true";
  menu.setAttribute("aria-expanded", open);
  document.getElementById("pages").classList.toggle("open", open);
});

// ---- search ----

let index;

async function open() {
  dialog.showModal();
  wanted.select();
  index ??= import(new URL("../pagefind/pagefind.js", import.meta.url)).then(async (found) => {
    await found.options({ baseUrl: new URL("..", import.meta.url).pathname, excerptLength: 24 });
    await found.init();
    return found;
  });
  await index;
}

function entry(title, url, excerpt) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = url;
  link.textContent = title;
  const text = document.createElement("p");
  // what Pagefind returns is escaped, but for its own <mark>
  text.innerHTML = excerpt;
  item.append(link, text);
  return item;
}

async function search() {
  const words = wanted.value.trim();
  if (words === "") {
    hits.replaceChildren();
    told.textContent = "";
    return;
  }
  const found = await (await index).debouncedSearch(words, {}, 120);
  if (found === null) {
    return;
  }
  const pages = await Promise.all(found.results.slice(0, 8).map((result) => result.data()));
  if (wanted.value.trim() !== words) {
    return;
  }
  hits.replaceChildren(...pages.flatMap((page) => page.sub_results.slice(0, 3).map((part) => entry(
    part.title === page.meta.title ? page.meta.title : `${page.meta.title}: ${part.title}`, part.url, part.excerpt))));
  const pagesOf = (count) => (count === 1 ? "1 page" : `${count} pages`);
  told.textContent = found.results.length === 0 ? `Nothing has “${words}”.` : `${pagesOf(found.results.length)}`;
}

look.addEventListener("click", open);
wanted.addEventListener("input", search);
dialog.querySelector("form").addEventListener("submit", (event) => {
  if (event.submitter === null || document.activeElement === wanted) {
    event.preventDefault();
    hits.querySelector("a")?.click();
  }
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest(".hits a")) {
    dialog.close();
  }
});
dialog.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [wanted, ...hits.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  if (step && at >= 0 && stops[at + step]) {
    event.preventDefault();
    stops[at + step].focus();
  }
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, dialog");
  if (!typing && (event.key === "/" || (event.key === "k" && (event.metaKey || event.ctrlKey)))) {
    event.preventDefault();
    open();
  }
});

// ---- what is wider than the page can be scrolled by keyboard ----

function scrollers() {
  for (const each of document.querySelectorAll(".table, .picture, article pre")) {
    if (each.scrollWidth > each.clientWidth) {
      each.tabIndex = 0;
      each.setAttribute("role", "group");
      each.setAttribute("aria-label", each.matches("pre") ? "Code" : each.matches(".table") ? "Table" : "Picture");
    }
    else {
      each.removeAttribute("tabindex");
      each.removeAttribute("role");
      each.removeAttribute("aria-label");
    }
  }
}

new ResizeObserver(scrollers).observe(document.querySelector("article"));

// ---- copy ----

for (const block of document.querySelectorAll("article pre")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.dataset.pagefindIgnore = "";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.textContent);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  const frame = document.createElement("div");
  frame.className = "code";
  block.replaceWith(frame);
  frame.append(block, button);
}

// ---- where the reader is ----

function keepInView(link) {
  const list = link?.closest("nav");
  if (list && list.scrollHeight > list.clientHeight) {
    list.scrollTop = link.offsetTop - list.clientHeight / 2;
  }
}

keepInView(document.querySelector(".pages [aria-current]"));

const links = new Map([...document.querySelectorAll(".toc a")].map((link) => [link.hash.slice(1), link]));
const headings = [...links.keys()].map((id) => document.getElementById(id));

function mark() {
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < 120);
  const here = passed.at(-1)?.id ?? headings[0]?.id;
  for (const [id, link] of links) {
    if (id !== here) {
      link.removeAttribute("aria-current");
    }
    else if (!link.hasAttribute("aria-current")) {
      link.setAttribute("aria-current", "true");
      keepInView(link);
    }
  }
}

if (headings.length > 0) {
  addEventListener("scroll", mark, { passive: true });
  mark();
}
