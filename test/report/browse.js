// browse.js FOLDER: opens sample.html and hostile.html in headless Chromium and acts like a reader. exit code: 0 all right, 1 not
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const puppeteer = require("puppeteer-core");

const folder = path.resolve(process.argv[2]);
const texts = (page, selector) => page.$$eval(selector, (nodes) => nodes.map((n) => n.textContent));
const visit = async (page, name, hash = "") => {
  await page.goto("about:blank");
  await page.goto("file://" + path.join(folder, name + ".html") + hash);
};
const waitFor = (page, selector, count) =>
  page.waitForFunction((s, n) => document.querySelectorAll(s).length === n, { timeout: 10000 }, selector, count);
const press = async (page, key, times = 1) => { for (let i = 0; i < times; ++i) await page.keyboard.press(key); };

const tests = {
  async "findings: suppressed ones wait, filters and search narrow"(page) {
    await visit(page, "sample");
    assert.equal((await texts(page, ".finding")).length, 2);
    assert.deepEqual(await texts(page, ".tile b"), ["2", "3", "1", "1", "1"]);
    await page.click("input[type=checkbox]");
    await waitFor(page, ".finding", 3);
    assert.match((await texts(page, ".finding"))[2], /suppressed: in-source.*rewritten next month/s);
    await page.select("select[aria-label=Confidence]", "proved");
    await waitFor(page, ".finding", 1);
    assert.match((await texts(page, ".finding"))[0], /'topic' refers to an element/);
    await page.select("select[aria-label=Confidence]", "");
    await page.type("#search", "ENTRIES cache.h");
    await waitFor(page, ".finding", 1);
    assert.match((await texts(page, ".finding"))[0], /'entries_' grows/);
    assert.equal((await texts(page, ".count"))[0], "1 of 3");
    await page.type("#search", " nonsense");
    await waitFor(page, "#findings .empty", 1);
  },

  async "inventory: worst verdict first, columns sort both ways, filters and search"(page) {
    await visit(page, "sample", "#/maps");
    const names = () => texts(page, "tbody td.name a");
    assert.deepEqual(await names(), ["app::Cache::entries_", "names", "app::Events::topics_"]);
    await page.click("th[data-key=name] button");
    assert.deepEqual(await names(), ["app::Cache::entries_", "app::Events::topics_", "names"]);
    assert.equal(await page.$eval("th[data-key=name]", (th) => th.getAttribute("aria-sort")), "ascending");
    await page.click("th[data-key=name] button");
    assert.deepEqual(await names(), ["names", "app::Events::topics_", "app::Cache::entries_"]);
    assert.equal(await page.$eval("th[data-key=name]", (th) => th.getAttribute("aria-sort")), "descending");
    await page.click("th[data-key=growth] button");
    assert.equal((await names())[0], "names");
    await page.select("select[aria-label=Verdict]", "erased");
    await waitFor(page, "tbody tr", 1);
    assert.deepEqual(await names(), ["app::Events::topics_"]);
    await page.select("select[aria-label=Verdict]", "");
    await page.select("select[aria-label=Storage]", "global");
    await waitFor(page, "tbody tr", 1);
    assert.deepEqual(await names(), ["names"]);
    await page.select("select[aria-label=Storage]", "");
    await page.type("#search", "events");
    await waitFor(page, "tbody tr", 1);
    assert.deepEqual(await names(), ["app::Events::topics_"]);
  },

  async "a map's page: verdict, chain from the root, sites with excerpts, its finding"(page) {
    await visit(page, "sample", "#/maps");
    await page.click("tbody tr:nth-child(1) td.name a");
    await page.waitForSelector("#map-name");
    assert.equal((await texts(page, "#map-name"))[0], "app::Cache::entries_");
    assert.deepEqual(await texts(page, ".chain g:not(.side) text:not(.kind)"),
      ["app::server", "app::Server::cache_", "app::Cache::entries_"]);
    assert.deepEqual(await texts(page, ".chain .side text"), ["grows at 1 place", "app::Cache::put"]);
    const main = (await texts(page, "main"))[0];
    for (const part of ["unbounded", "program: a static object", "mutex_", "src/cache.cpp:30", "Nothing removes from it."])
      assert.ok(main.includes(part), part);
    assert.ok((await texts(page, ".excerpt .at")).some((line) => line === "30  line 30 of src/cache.cpp"));
    assert.match((await texts(page, ".finding"))[0], /'entries_' grows/);
    await visit(page, "sample", "#/map/1");
    assert.match((await texts(page, "ol.sites:last-of-type"))[1], /erase.*app::Events::close.*run-time/s);
  },

  async "by keyboard alone"(page) {
    await visit(page, "sample", "#/maps");
    await press(page, "/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "search");
    await page.keyboard.type("src");
    await press(page, "Tab", 3 + 9 + 1); // past three filters and nine columns, to the first map
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "app::Cache::entries_");
    await press(page, "ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "names");
    await press(page, "ArrowUp");
    await press(page, "Enter");
    await page.waitForSelector("#map-name");
    assert.equal(await page.evaluate(() => document.activeElement.id), "map-name");
    await press(page, "Escape");
    await page.waitForSelector("#maps");
    assert.equal(await page.$eval("#search", (s) => s.value), "src");
  },

  async "hostile names are text everywhere"(page) {
    const name = JSON.parse(fs.readFileSync(path.join(folder, "hostile.json"), "utf8")).maps[0].file;
    assert.ok(name.includes("</script><script>alert(1)</script>"));
    for (const hash of ["#/findings", "#/maps", "#/map/0", "#/map/1", "#/problems"]) {
      await visit(page, "hostile", hash);
      assert.ok((await texts(page, "main"))[0].includes(name), hash);
      assert.equal((await page.$$("script")).length, 2, hash);
      assert.equal((await page.$$("img")).length, 0, hash);
    }
  },

  async "no other script can run in the page"(page) {
    await visit(page, "sample");
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.intruder = 1";
      document.body.append(script);
    });
    assert.equal(await page.evaluate(() => window.intruder), undefined);
  },

  async "no page is too wide for a telephone"(page) {
    await page.setViewport({ width: 390, height: 800 });
    for (const hash of ["#/findings", "#/maps", "#/map/0"]) {
      await visit(page, "hostile", hash);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 390), hash);
    }
  },

  async "an empty report says so"(page) {
    await visit(page, "empty");
    assert.match((await texts(page, "main"))[0], /No findings\./);
    await visit(page, "empty", "#/maps");
    assert.match((await texts(page, "main"))[0], /No maps\./);
    await visit(page, "empty", "#/map/7");
    assert.match((await texts(page, "main"))[0], /No findings\./);
  },
};

(async () => {
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    const page = await browser.newPage();
    const complaints = [];
    let expected = name.startsWith("no other script");
    page.on("pageerror", (error) => complaints.push("error: " + error.message));
    page.on("console", (message) => { if (message.type() === "error" && !expected) complaints.push("console: " + message.text()); });
    page.on("dialog", (dialog) => { complaints.push("dialog: " + dialog.message()); dialog.dismiss(); });
    page.on("request", (request) => {
      if (!/^(file:.*\.html|about:)/.test(request.url())) complaints.push("request: " + request.url());
    });
    try {
      await test(page);
      assert.deepEqual(complaints, []);
      console.log("ok: " + name);
    } catch (error) {
      ++failed;
      console.log("FAILED: " + name + "\n" + error.stack + "\n" + complaints.join("\n"));
    }
    await page.close();
  }
  await browser.close();
  process.exit(failed ? 1 : 0);
})();
