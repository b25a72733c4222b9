// Draws the report that the page carries as JSON. All text goes through textContent or setAttribute; there is no innerHTML.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const app = document.getElementById("app");
  const excerpts = new Map(data.excerpts.map((e) => [e.file, new Map(e.lines)]));
  const rules = new Map(data.rules.map((r) => [r.id, r]));
  const qualified = (map) => (map.owner ? map.owner + "::" + map.name : map.name);
  data.maps.forEach((map, index) => { map.index = index; });
  const mapOfContainer = new Map(data.maps.map((map) => [qualified(map), map]));
  const findingsOf = new Map();
  for (const finding of data.findings) {
    const map = mapOfContainer.get(finding.container);
    if (map) findingsOf.set(map, (findingsOf.get(map) || []).concat(finding));
  }
  const verdicts = ["unbounded", "dead-eviction", "partial", "teardown-only", "unknown", "bounded-guard", "bounded-keys", "erased",
    "short-lived", "no-growth"];
  const tone = (verdict) => ["unbounded", "dead-eviction", "partial", "teardown-only"].includes(verdict) ? "bad"
    : verdict === "unknown" ? "warn" : verdict === "short-lived" || verdict === "no-growth" ? "" : "ok";
  const sureness = ["proved", "likely", "possible"];

  // What the user chose; kept while they walk through the pages.
  const state = {
    findings: { text: "", rule: "", sure: "", suppressed: false },
    maps: { text: "", verdict: "", storage: "", life: "", key: "verdict", up: true },
  };

  // --- Building blocks ---------------------------------------------------------------------------------------------
  const SVG = "http://www.w3.org/2000/svg";
  function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value === true) node.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
    }
    for (const child of children.flat(Infinity))
      if (child !== null && child !== undefined && child !== false) node.append(child);
    return node;
  }
  const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
  const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
  const badge = (text, kind) => el("span", { class: "badge " + (kind || "") }, text);
  const plural = (n, noun) => n + " " + noun + (n === 1 ? "" : "s");
  const place = (at) => at.file + (at.line ? ":" + at.line : "");
  const matches = (text, ...fields) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const all = fields.join("\n").toLowerCase();
    return words.every((word) => all.includes(word));
  };

  function excerpt(at) {
    const lines = excerpts.get(at.file);
    if (!lines || !lines.has(at.line)) return null;
    const shown = [];
    for (let n = Math.max(1, at.line - 2); n <= at.line + 2; ++n)
      if (lines.has(n))
        shown.push(el("div", { class: n === at.line ? "at" : null }, el("span", { class: "ln" }, String(n)), lines.get(n)));
    return el("div", { class: "excerpt code", tabindex: 0, role: "region", "aria-label": place(at) }, shown);
  }

  function choice(label, values, current, onChange) {
    const select = el("select", { "aria-label": label, onchange: () => onChange(select.value) },
      el("option", { value: "" }, label + ": all"), values.map((v) => el("option", { value: v }, v)));
    select.value = current;
    return select;
  }
  function searchBox(label, current, onInput) {
    const input = el("input", { type: "search", "aria-label": label, placeholder: label + "  ( / )", id: "search",
      oninput: () => onInput(input.value) });
    input.value = current;
    return input;
  }
  const distinct = (values) => [...new Set(values)].filter(Boolean).sort();

  // --- Findings ----------------------------------------------------------------------------------------------------
  function findingCard(finding, withMap) {
    const map = mapOfContainer.get(finding.container);
    const rule = rules.get(finding.rule);
    return el("article", { class: "card finding" + (finding.suppression ? " hidden-finding" : "") },
      el("div", { class: "row" },
        badge(finding.confidence, finding.confidence === "possible" ? "warn" : "bad"),
        badge(finding.rule),
        finding.suppression && badge("suppressed: " + finding.suppression.by),
        withMap && map && el("a", { href: "#/map/" + map.index }, "about this map")),
      el("h3", {}, finding.message),
      el("p", { class: "dim code wrap" }, place(finding)),
      finding.suppression && finding.suppression.reason && el("p", { class: "wrap" }, "Reason: " + finding.suppression.reason),
      excerpt(finding),
      finding.notes.length > 0 && el("details", {},
        el("summary", {}, "Why (" + plural(finding.notes.length, "note") + ")"),
        finding.notes.map((note) => el("div", {},
          el("p", { class: "wrap" }, note.text, note.file && el("span", { class: "dim code" }, "  " + place(note))), excerpt(note))),
        rule && el("p", { class: "dim" }, rule.why)));
  }

  function findingsPage() {
    const filter = state.findings;
    const list = el("div", { id: "findings" });
    const count = el("span", { class: "count", role: "status" });
    const draw = () => {
      const shown = data.findings.filter((f) => (filter.suppressed || !f.suppression) && (!filter.rule || f.rule === filter.rule) &&
        (!filter.sure || f.confidence === filter.sure) && matches(filter.text, f.message, f.file, f.container, f.rule));
      count.textContent = shown.length + " of " + data.findings.length;
      list.replaceChildren(...(shown.length ? shown.map((f) => findingCard(f, true))
        : [el("div", { class: "card empty" }, data.findings.length ? "No finding matches." : "No findings.")]));
    };
    const change = (key) => (value) => { filter[key] = value; draw(); };
    const box = el("input", { type: "checkbox", onchange: () => change("suppressed")(box.checked) });
    box.checked = filter.suppressed;
    draw();
    return [el("div", { class: "bar" },
      searchBox("Search findings", filter.text, change("text")),
      choice("Confidence", sureness, filter.sure, change("sure")),
      choice("Rule", distinct(data.findings.map((f) => f.rule)), filter.rule, change("rule")),
      el("label", {}, box, "suppressed ones too"), count), list];
  }

  // --- Inventory ---------------------------------------------------------------------------------------------------
  const columns = [
    { key: "name", label: "Map", of: (m) => qualified(m) },
    { key: "verdict", label: "Verdict", of: (m) => verdicts.indexOf(m.verdict) },
    { key: "confidence", label: "Confidence", of: (m) => sureness.indexOf(m.confidence) },
    { key: "growth", label: "Grows", of: (m) => m.growth.length, number: true },
    { key: "shrink", label: "Shrinks", of: (m) => m.shrink.length, number: true },
    { key: "keys", label: "Keys", of: (m) => m.keys },
    { key: "lock", label: "Lock", of: (m) => m.lock },
    { key: "lifetime", label: "Lifetime", of: (m) => m.lifetime },
    { key: "file", label: "Place", of: (m) => m.file, then: (m) => m.line },
  ];
  const compare = (a, b) => (typeof a === "number" ? a - b : a < b ? -1 : a > b ? 1 : 0);

  function mapRow(map) {
    const cells = {
      name: [el("a", { href: "#/map/" + map.index, class: "code" }, qualified(map)), el("div", { class: "dim code" }, map.type)],
      verdict: badge(map.verdict, tone(map.verdict)),
      file: el("span", { class: "code" }, place(map)),
      growth: String(map.growth.length),
      shrink: String(map.shrink.length),
    };
    return el("tr", {}, columns.map((c) => el("td",
      { class: c.number ? "num" : c.key === "name" ? "name" : c.key === "file" ? "place" : null }, cells[c.key] ?? map[c.key])));
  }

  function mapsPage() {
    const filter = state.maps;
    const body = el("tbody", {});
    const count = el("span", { class: "count", role: "status" });
    const heads = columns.map((c) => el("th", { scope: "col", class: c.number ? "num" : null, "data-key": c.key },
      el("button", { type: "button", onclick: () => {
        filter.up = filter.key === c.key ? !filter.up : true;
        filter.key = c.key;
        draw();
      } }, c.label)));
    const draw = () => {
      const column = columns.find((c) => c.key === filter.key);
      const shown = data.maps.filter((m) => (!filter.verdict || m.verdict === filter.verdict) &&
        (!filter.storage || m.storage === filter.storage) && (!filter.life || m.lifetime === filter.life) &&
        matches(filter.text, qualified(m), m.file, m.type, m.reason, m.lock));
      shown.sort((a, b) => (filter.up ? 1 : -1) *
        (compare(column.of(a), column.of(b)) || (column.then ? compare(column.then(a), column.then(b)) : 0)) || a.index - b.index);
      heads.forEach((head, i) => {
        if (columns[i] === column) head.setAttribute("aria-sort", filter.up ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      count.textContent = shown.length + " of " + data.maps.length;
      body.replaceChildren(...(shown.length ? shown.map(mapRow)
        : [el("tr", {}, el("td", { class: "empty", colspan: columns.length }, data.maps.length ? "No map matches." : "No maps."))]));
    };
    const change = (key) => (value) => { filter[key] = value; draw(); };
    // Up and down walk through the maps.
    body.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const links = [...body.querySelectorAll("a")];
      const next = step && links[links.indexOf(document.activeElement) + step];
      if (next) { next.focus(); event.preventDefault(); }
    });
    draw();
    return [el("div", { class: "bar" },
      searchBox("Search maps", filter.text, change("text")),
      choice("Verdict", verdicts.filter((v) => data.maps.some((m) => m.verdict === v)), filter.verdict, change("verdict")),
      choice("Storage", distinct(data.maps.map((m) => m.storage)), filter.storage, change("storage")),
      choice("Lifetime", distinct(data.maps.map((m) => m.lifetime)), filter.life, change("life")), count),
    el("div", { class: "table" }, el("table", { id: "maps" }, el("thead", {}, el("tr", {}, heads)), body))];
  }

  // --- One map -----------------------------------------------------------------------------------------------------
  function siteList(sites) {
    return el("ol", { class: "sites" }, sites.map((site) => el("li", {},
      el("div", { class: "row" }, el("code", { class: "wrap" }, site.op || "?"), site.function && "in",
        site.function && el("code", { class: "wrap" }, site.function),
        site.grade && badge(site.grade, site.grade === "run-time" ? "ok" : "warn"),
        el("span", { class: "dim code wrap" }, place(site))), excerpt(site))));
  }

  const shorten = (text, most) => text.length <= most ? text : text.slice(0, most / 2 - 1) + "…" + text.slice(-(most / 2));
  /** A box of the drawing; `full` shows on hover and to screen readers. */
  function box(x, y, width, kind, text, full, className) {
    return svg("g", { class: className }, svg("title", {}, full), svg("rect", { x, y, width, height: 54, rx: 8 }),
      svg("text", { x: x + 14, y: y + 21, class: "kind" }, kind),
      svg("text", { x: x + 14, y: y + 41 }, shorten(text, Math.floor((width - 28) / 8))));
  }
  function arrow(fromX, fromY, toX, toY) {
    const down = fromX === toX;
    const head = down ? `M${toX - 5},${toY - 9} L${toX},${toY} L${toX + 5},${toY - 9} Z`
      : `M${toX - 9},${toY - 5} L${toX},${toY} L${toX - 9},${toY + 5} Z`;
    return [svg("path", { d: `M${fromX},${fromY} L${down ? toX : toX - 8},${down ? toY - 8 : toY}` }), svg("path", { d: head, class: "head" })];
  }
  /** From the root object down to the map, with what fills it on the left and what empties it on the right. */
  function chain(map) {
    const owners = map.owners.length ? map.owners : [{ kind: "map", name: qualified(map), file: map.file, line: map.line }];
    const left = 330, width = 420, step = 86, parts = [];
    const describe = (o) => o.kind + " " + o.name + (o.file ? ", " + place(o) : "");
    owners.forEach((owner, i) => {
      const y = 4 + i * step, last = i === owners.length - 1;
      if (i > 0) parts.push(arrow(left + width / 2, y - step + 54, left + width / 2, y));
      parts.push(box(left, y, width, owner.kind, owner.name, describe(owner), last ? "the-map" : ""));
    });
    const y = 4 + (owners.length - 1) * step;
    const names = (sites) => [...new Set(sites.map((s) => s.function || s.op))];
    const side = (sites, label, x, fromX, toX) => {
      if (!sites.length) return;
      const who = names(sites);
      const text = who.length === 1 ? who[0] : who[0].split("::").pop() + " and " + (who.length - 1) + " more";
      parts.push(box(x, y, 270, label + " at " + plural(sites.length, "place"), text, who.join(", "), "side"), arrow(fromX, y + 27, toX, y + 27));
    };
    side(map.growth, "grows", 4, 274, left);
    side(map.shrink, "shrinks", 806, left + width, 806);
    const height = y + 62;
    return svg("svg", { class: "chain", viewBox: `0 0 1080 ${height}`, width: 1080, height, role: "img",
      "aria-label": "Kept by: " + owners.map(describe).join("; ") }, parts);
  }

  function mapPage(map) {
    const facts = [["Type", el("code", {}, map.type)], ["Declared", el("code", {}, place(map))], ["Storage", map.storage],
      ["Lifetime", map.lifetime + (map.lifetimeWhy ? ": " + map.lifetimeWhy : "")], ["Keys", map.keys || "not known"],
      ["Lock", map.lock ? el("code", {}, map.lock) : "none"]];
    const own = findingsOf.get(map) || [];
    return [el("p", {}, el("a", { href: "#/maps" }, "← All maps")),
      el("h2", { class: "wrap code", id: "map-name", tabindex: -1 }, qualified(map)),
      el("div", { class: "card" },
        el("div", { class: "row" }, badge(map.verdict, tone(map.verdict)), badge(map.confidence)),
        map.reason && el("p", { class: "wrap" }, map.reason + "."),
        el("dl", {}, facts.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])), excerpt(map)),
      el("h2", {}, "What keeps it"), el("div", { class: "card" }, chain(map)),
      own.length > 0 && [el("h2", {}, "Findings"), own.map((f) => findingCard(f, false))],
      el("h2", {}, "Grows"),
      el("div", { class: "card" }, map.growth.length ? siteList(map.growth) : el("p", { class: "dim" }, "Nowhere in sight.")),
      el("h2", {}, "Shrinks"),
      el("div", { class: "card" }, map.shrink.length ? siteList(map.shrink) : el("p", { class: "dim" }, "Nothing removes from it."))];
  }

  function problemsPage() {
    return data.problems.map((problem) => el("article", { class: "card" },
      el("div", { class: "row" }, badge(problem.failed ? "not analysed" : "read with errors", problem.failed ? "bad" : "warn"),
        el("code", { class: "wrap" }, problem.source)), el("p", { class: "wrap" }, problem.text)));
  }

  // --- The frame ---------------------------------------------------------------------------------------------------
  const open = data.findings.filter((f) => !f.suppression).length;
  const grow = data.maps.filter((m) => tone(m.verdict) === "bad").length;
  const unknown = data.maps.filter((m) => m.verdict === "unknown").length;
  const pages = [["findings", "Findings", findingsPage], ["maps", "Maps", mapsPage]];
  if (data.problems.length) pages.push(["problems", "Not understood", problemsPage]);
  const tile = (href, n, label, kind) => el("a", { class: "tile " + (n && kind ? kind : ""), href }, el("b", {}, String(n)), label);

  function draw() {
    const [page, argument] = location.hash.replace(/^#\//, "").split("/");
    const map = page === "map" ? data.maps[Number(argument)] : undefined;
    const current = map ? "maps" : (pages.find(([id]) => id === page) || pages[0])[0];
    app.replaceChildren(
      el("header", {}, el("h1", {}, "mapwarden report"),
        el("span", { class: "dim" }, plural(data.units, "translation unit") + " · mapwarden " + data.tool.version)),
      map ? "" : el("div", { class: "tiles" },
        tile("#/findings", open, open === 1 ? "finding" : "findings", "bad"),
        tile("#/maps", data.maps.length, data.maps.length === 1 ? "map" : "maps"),
        tile("#/maps", grow, "without a bound", "bad"), tile("#/maps", unknown, "not known", "warn"),
        data.problems.length > 0 && tile("#/problems", data.problems.length, "units not understood", "warn")),
      el("nav", { "aria-label": "Pages" }, pages.map(([id, label]) =>
        el("a", { href: "#/" + id, "aria-current": id === current ? "page" : null }, label))),
      el("main", {}, map ? mapPage(map) : pages.find(([id]) => id === current)[2]()));
    if (map) document.getElementById("map-name").focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT)$/.test(document.activeElement.tagName);
    const search = document.getElementById("search");
    if (event.key === "/" && !typing && search) { search.focus(); event.preventDefault(); }
    if (event.key === "Escape" && location.hash.startsWith("#/map/")) location.hash = "#/maps";
  });
  window.addEventListener("hashchange", draw);
  draw();
})();
