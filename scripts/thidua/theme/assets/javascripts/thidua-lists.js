/* Long lists: find by words typed with or without diacritics, choose, keep the choice in the address.
 *
 * A form with data-td-rows narrows the tables that are on the page; one with data-td-lookup draws
 * rows of a list that is loaded apart. Without scripts the tables are whole and the forms hidden.
 */
"use strict";
(() => {
  const PAGE = 100; // rows drawn at a time
  const collator = new Intl.Collator("vi");

  /** What a form asks for: words, and a value for each select that is not left open. */
  const asked = form => {
    const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
    const { tim = "", xep = "", ...chosen } = values;
    return { words: thidua.folded(tim).split(/\s+/).filter(Boolean), order: xep, chosen };
  };
  const fits = (text, words) => words.every(word => text.includes(word));

  const remember = form => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const search = String(query) && `?${query}`;
    history.replaceState(null, "", location.pathname + search + location.hash);
  };
  const recall = form => {
    for (const [name, value] of new URLSearchParams(location.search))
      if (form.elements[name]) form.elements[name].value = value;
  };

  /** Ask again at every change; the count is read out to whoever cannot see it. */
  const start = (form, answer) => {
    const count = form.querySelector("output");
    const again = () => {
      count.textContent = answer(asked(form));
      remember(form);
    };
    recall(form);
    form.hidden = false;
    form.addEventListener("input", again);
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(again));
    again();
  };

  const narrow = form => {
    const tables = [...document.querySelectorAll(form.dataset.tdRows)];
    const rows = tables.flatMap(table =>
      [...table.tBodies[0].rows].map(row => ({ row, text: thidua.folded(row.textContent) }))
    );
    start(form, ({ words, chosen }) => {
      let shown = 0;
      for (const { row, text } of rows) {
        const has = ([name, value]) => (row.dataset[name] || "").split(" ").includes(value);
        row.hidden = !(fits(text, words) && Object.entries(chosen).every(has));
        shown += !row.hidden;
      }
      for (const table of tables) {
        const empty = [...table.tBodies[0].rows].every(row => row.hidden);
        table.hidden = empty;
        const before = table.closest(".td").previousElementSibling;
        if (before && /^H[2-4]$/.test(before.tagName)) before.hidden = empty;
      }
      return `${shown}/${rows.length} dòng`;
    });
  };

  const made = (tag, text, values = {}) =>
    Object.assign(document.createElement(tag), text === null ? {} : { textContent: text }, values);

  const drawn = (each, root) => {
    const who = made("th", null, { scope: "row" });
    who.append(made("strong", each.name));
    const more = [each.post, each.unit === each.name ? "" : each.unit].filter(Boolean).join(", ");
    if (more) who.append(`, ${more}`);
    if (each.withdrawn) who.append(made("br", null), made("span", "✕ đã thu hồi", { className: "td-withdrawn" }));
    if (each.sample) who.append(" ", made("span", "minh họa", { className: "td-sample" }));
    const decision = made("td", null);
    const day = each.date.split("-").reverse().join("/");
    decision.append(made("a", `Quyết định số ${each.decision}`, { href: root + each.address }), ` ngày ${day}`);
    const row = made("tr", null);
    row.append(
      who, made("td", [each.award, each.rank].filter(Boolean).join(", ")), made("td", each.year),
      made("td", each.cluster || "không thuộc cụm"), decision
    );
    return row;
  };

  /** People stand by their given name, which is the last word. */
  const byName = (a, b) => {
    const parts = name => [name.split(" ").at(-1), name];
    const [x, y] = [parts(a.name), parts(b.name)];
    return collator.compare(x[0], y[0]) || collator.compare(x[1], y[1]);
  };
  const orders = { ten: byName, moi: (a, b) => (a.date < b.date) - (a.date > b.date) };

  const look = async form => {
    const place = document.querySelector(form.dataset.tdInto);
    const answer = await fetch(form.dataset.tdLookup);
    if (!answer.ok) throw new Error(`${answer.status} ${form.dataset.tdLookup}`);
    const { columns, words, rows } = await answer.json();
    const list = rows.map(row => {
      const each = Object.fromEntries(
        columns.map((name, at) => [name, words[name] ? words[name][row[at]] : row[at]])
      );
      const said = [each.name, each.post, each.unit, each.award, each.rank, each.decision, each.year];
      return Object.assign(each, { text: thidua.folded(said.join(" ")) });
    });
    for (const select of form.querySelectorAll("select[data-td-words]")) {
      const known = words[select.name] || [];
      for (const value of [...known].filter(Boolean).sort(collator.compare)) select.add(new Option(value));
    }
    const more = place.closest("section").querySelector("button");
    let found = [];
    const draw = () => {
      const drawnNow = place.rows.length;
      place.append(...found.slice(drawnNow, drawnNow + PAGE).map(each => drawn(each, form.dataset.tdRoot)));
      more.hidden = place.rows.length >= found.length;
    };
    more.addEventListener("click", draw);
    start(form, ({ words: typed, order, chosen }) => {
      const has = each => ([name, value]) => String(each[name]) === value;
      found = list.filter(each => fits(each.text, typed) && Object.entries(chosen).every(has(each)));
      if (orders[order]) found.sort(orders[order]);
      place.replaceChildren();
      draw();
      return `${found.length}/${list.length} mục`;
    });
  };

  for (const form of document.querySelectorAll("form[data-td-rows]")) narrow(form);
  for (const form of document.querySelectorAll("form[data-td-lookup]"))
    look(form).catch(error => {
      console.warn(error);
      document.querySelector(form.dataset.tdInto).closest("section").hidden = true;
    });
})();
