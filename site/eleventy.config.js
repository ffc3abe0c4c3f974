import { existsSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { slug } from "github-slugger";
import hljs from "highlight.js";
import markdownIt from "markdown-it";
import anchor from "markdown-it-anchor";

// The pages are the Markdown of the repository, as it is, at the same relative paths. So links
// between them work on GitHub and here; links to other files lead to the repository.

const site = path.dirname(fileURLToPath(import.meta.url));
const repository = path.join(site, "..");
const pom = readFileSync(path.join(repository, "pom.xml"), "utf8");
const home = /<url>(https:[^<]+)<\/url>/.exec(pom)[1];
const tagline = /<description>([^<]+)<\/description>/.exec(pom)[1];

// What a reader would look for together. A page that is not named here comes last.
const groups = [
  ["Begin", ["README.md", "docs/README.md", "sample-app/README.md", "docs/from-boot.md", "docs/migrating.md"]],
  ["Fit it to an application", ["docs/configuration.md", "docs/words.md", "docs/extending.md", "docs/types.md",
    "docs/kotlin.md", "docs/testing.md", "docs/failed-starts.md", "docs/switching-off.md"]],
  ["What is answered", ["docs/errors.md", "docs/security.md", "docs/webflux.md", "docs/containers.md", "docs/war.md"]],
  ["Around the answers", ["docs/client.md", "docs/catalogue.md", "docs/openapi.md", "docs/operations.md"]],
  ["The project", ["docs/performance.md", "docs/design-notes.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"]],
];
const names = { "README.md": "What it is", "docs/README.md": "Docs by question", "SECURITY.md": "Report a vulnerability" };

const sources = [
  ...["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "sample-app/README.md"],
  ...readdirSync(path.join(repository, "docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`),
];
const listed = groups.flatMap(([, pages]) => pages);
const rest = sources.filter((source) => !listed.includes(source));
if (rest.length > 0) {
  groups.push(["More", rest]);
}

function address(source) {
  return source.replace(/README\.md$/, "index.md").replace(/\.md$/, ".html");
}

function relative(from, to) {
  return path.posix.relative(path.posix.dirname(address(from)), to) || path.posix.basename(to);
}

function titleOf(source) {
  return names[source] ?? /^# (.+)$/m.exec(readFileSync(path.join(repository, source), "utf8"))[1];
}

/** What a link to a page, or to a section of it, is called where its text is the name of the file. */
function nameOf(source, fragment) {
  const headings = readFileSync(path.join(repository, source), "utf8").matchAll(/^#{2,4} (.+)$/gm);
  const section = [...headings].map(([, heading]) => heading.replaceAll("`", "")).find((heading) => slug(heading) === fragment);
  return section ? `${titleOf(source)}: ${section}` : titleOf(source);
}

/** The file of the repository that a link of a page leads to. */
function targetOf(link, from) {
  const file = path.posix.join(path.posix.dirname(from), decodeURI(link.split("#")[0]));
  return path.posix.normalize(file).replace(/\/$/, "");
}

/** Where a link of a page leads on the site. */
function rewrite(link, from) {
  if (/^([a-z]+:|#)/i.test(link)) {
    return link;
  }
  const fragment = link.split("#")[1];
  const target = targetOf(link, from);
  const found = path.join(repository, target);
  if (target.startsWith("..") || !existsSync(found)) {
    throw new Error(`${from} links to ${link}, which is not there`);
  }
  const hash = fragment ? `#${fragment}` : "";
  if (sources.includes(target)) {
    return relative(from, address(target)) + hash;
  }
  if (target.endsWith(".png")) {
    return link;
  }
  return `${home}/${statSync(found).isDirectory() ? "tree" : "blob"}/main/${target}${hash}`;
}

function highlight(text, language) {
  const name = { console: "shell", sh: "bash" }[language] ?? language;
  return hljs.getLanguage(name) ? hljs.highlight(text, { language: name }).value : "";
}

const markdown = markdownIt({ html: true, highlight });
markdown.use(anchor, {
  slugify: (text) => slug(text),
  level: [2, 3, 4],
  permalink: anchor.permalink.linkInsideHeader({
    symbol: "#",
    class: "anchor",
    ariaHidden: true,
    renderAttrs: () => ({ "data-pagefind-ignore": "", "tabindex": "-1" }),
  }),
});
markdown.core.ruler.push("links", (state) => {
  for (const { children } of state.tokens.filter((each) => each.children)) {
    children.forEach((token, at) => {
      if (token.type === "link_open") {
        const href = token.attrGet("href");
        token.attrSet("href", rewrite(href, state.env.source));
        // a reader of the site sees no files
        const text = children[at + 1];
        const target = targetOf(href, state.env.source);
        if (text.content === href.split("#")[0] && sources.includes(target)) {
          text.content = nameOf(target, href.split("#")[1]);
        }
      }
    });
  }
});
// a page's own table of contents: the site has one beside each page
markdown.core.ruler.push("contents", (state) => {
  const end = state.tokens.findIndex((token) => token.type === "heading_open" && token.tag === "h2");
  const from = state.tokens.findIndex((token) => token.type === "bullet_list_open");
  const to = state.tokens.findIndex((token) => token.type === "bullet_list_close");
  const inside = state.tokens.slice(from, to).flatMap((token) => token.children ?? []);
  if (from >= 0 && to < end && inside.every((token) => token.type !== "link_open" || token.attrGet("href").startsWith("#"))
      && inside[0]?.type === "link_open" && inside.at(-1).type === "link_close") {
    state.tokens.splice(from, to - from + 1);
  }
});
// a header without words is none
markdown.core.ruler.push("headers", (state) => {
  state.tokens.forEach((token, at) => {
    if (token.type === "th_open" && state.tokens[at + 1].content === "") {
      token.tag = state.tokens[at + 2].tag = "td";
    }
  });
});
// names of classes and keys break at their dots
markdown.renderer.rules.code_inline = (tokens, at) => {
  const text = markdown.utils.escapeHtml(tokens[at].content);
  return `<code>${text.replace(/(?<=\w)\.(?=[A-Za-z])/g, ".<wbr>")}</code>`;
};
// no style in the HTML: the policy of the pages forbids it
for (const cell of ["th_open", "td_open"]) {
  markdown.renderer.rules[cell] = (tokens, at, options, env, self) => {
    const align = /text-align:(\w+)/.exec(tokens[at].attrGet("style") ?? "")?.[1];
    tokens[at].attrs = align ? [["class", align]] : null;
    return self.renderToken(tokens, at, options);
  };
}
markdown.renderer.rules.table_open = () => '<div class="table"><table>\n';
markdown.renderer.rules.table_close = () => "</table></div>\n";

/** The page of a source: its HTML, title, first words and headings. */
function read(source) {
  const text = readFileSync(path.join(repository, source), "utf8");
  const tokens = markdown.parse(text, { source });
  const plain = (at) => tokens[at + 1].children.filter((each) => ["text", "code_inline", "softbreak"].includes(each.type))
    .map((each) => each.content || " ").join("");
  const headings = tokens.flatMap((token, at) => token.type === "heading_open"
    ? [{ level: Number(token.tag[1]), id: token.attrGet("id"), text: plain(at).replace(/ ?#$/, "") }] : []);
  const first = tokens.findIndex((token) => token.type === "paragraph_open" && plain(tokens.indexOf(token)).length > 30);
  const html = markdown.renderer.render(tokens, markdown.options, {})
    .replace(/<picture>.*?<\/picture>/s, '<div class="picture">$&</div>');
  const end = html.indexOf("</h1>") + "</h1>".length;
  return {
    head: html.slice(0, end),
    html: html.slice(end),
    title: headings.find((heading) => heading.level === 1).text,
    summary: first < 0 ? tagline : plain(first),
    headings: headings.filter((heading) => heading.level === 2 || heading.level === 3),
  };
}

export default function (eleventy) {
  rmSync(path.join(site, "dist"), { recursive: true, force: true });
  const pages = new Map(sources.map((source) => [source, read(source)]));
  for (const [source, page] of pages) {
    const navigation = groups.map(([title, members]) => ({
      title,
      pages: members.filter((member) => pages.has(member)).map((member) => ({
        title: titleOf(member),
        href: relative(source, address(member)),
        current: member === source,
      })),
    }));
    eleventy.addTemplate(`${address(source)}`, page.html, {
      ...page,
      source,
      navigation,
      tagline,
      home,
      layout: "page.njk",
      permalink: address(source),
      front: source === "README.md",
      beside: source !== "README.md" && page.headings.length > 2,
      root: source.includes("/") ? "../" : "./",
      edit: `${home}/blob/main/${source}`,
    });
  }
  const sample = "../sample-app/src/main/resources/static";
  eleventy.addPassthroughCopy({
    "assets": "assets",
    [`${sample}/fonts`]: "assets/fonts",
    [`${sample}/icon.svg`]: "assets/icon.svg",
    "../docs/*.png": "docs",
  });
  eleventy.addWatchTarget(path.join(repository, "docs"), { resetConfig: true });
  eleventy.addWatchTarget(path.join(repository, "README.md"), { resetConfig: true });
  return {
    dir: { input: ".", includes: "layouts", output: "dist" },
    htmlTemplateEngine: false,
  };
}
