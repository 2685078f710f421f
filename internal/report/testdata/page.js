// What is wrong with the page for somebody who cannot see it well, has no mouse or
// a small screen: a list of sentences.
(() => {
  const wrong = [];
  const said = (e) => `<${e.tagName.toLowerCase()} class="${e.className.baseVal ?? e.className}"> ${e.textContent.trim().slice(0, 60)}`;
  const all = (q) => [...document.querySelectorAll(q)];
  if (document.documentElement.lang !== "en") wrong.push("no language");
  if (!document.title.includes("speclint")) wrong.push("no title");
  for (const q of ["main", "header", "nav[aria-label]", "footer", "h1"]) {
    if (all(q).length !== 1) wrong.push(`${all(q).length} of ${q}`);
  }
  let level = 0;
  for (const h of all("h1,h2,h3,h4,h5,h6")) {
    const now = Number(h.tagName[1]);
    if (now > level + 1) wrong.push(`a heading skips a level: ${said(h)}`);
    if (!h.textContent.trim()) wrong.push("an empty heading");
    level = now;
  }
  const ids = new Set();
  for (const e of all("[id]")) {
    if (ids.has(e.id)) wrong.push(`the id ${e.id} twice`);
    ids.add(e.id);
  }
  for (const a of all("a[href^='#']")) if (!ids.has(a.hash.slice(1))) wrong.push(`no place for ${a.hash}`);
  for (const e of all("[aria-labelledby]")) if (!ids.has(e.getAttribute("aria-labelledby"))) wrong.push(`no label for ${said(e)}`);
  for (const a of all("a[href]")) {
    const href = a.getAttribute("href");
    if (!href.startsWith("#") && !href.startsWith("https://github.com/speclint/speclint/")) wrong.push(`leads to ${href}`);
  }
  for (const t of all("table")) {
    if (t.querySelector("thead th:not([scope=col])") || !t.querySelector("thead th[scope=col]")) wrong.push("a column without its header");
    if (t.querySelector("tbody tr:not(:has(th[scope=row]))")) wrong.push("a row without its header");
    const columns = t.tHead.rows[0].cells.length;
    for (const r of t.tBodies[0].rows) if (r.cells.length !== columns) wrong.push(`a row of ${r.cells.length} cells, want ${columns}`);
  }
  if (all("script,iframe,object,embed,img,link,form,[style],[onclick],base").length) wrong.push("something that the page must not have");
  if (document.documentElement.scrollWidth > window.innerWidth) {
    const wide = all("body *").filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest("pre,nav,.skip"));
    wrong.push(`the page is ${document.documentElement.scrollWidth} wide, the screen ${window.innerWidth}: ${wide.slice(0, 3).map(said).join(" | ")}`);
  }
  for (const e of all("pre")) if (e.scrollWidth > e.clientWidth && e.tabIndex !== 0) wrong.push("no key reaches the end of a line");

  const rgb = (c) => c.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const f = (x) => ((x /= 255) <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  let texts = 0;
  for (const e of all("body *")) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) || !e.checkVisibility()) continue;
    const style = getComputedStyle(e), size = parseFloat(style.fontSize);
    const [a, b] = [light(rgb(style.color)), light(ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    if (ratio < least) wrong.push(`contrast ${ratio.toFixed(2)} < ${least}: ${said(e)}`);
    if (size < 12) wrong.push(`letters of ${size} pixels: ${said(e)}`);
    texts++;
  }
  if (texts < 10) wrong.push(`only ${texts} texts were looked at`);
  return wrong.slice(0, 20);
})()
