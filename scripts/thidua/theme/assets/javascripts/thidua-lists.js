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
    return { words: plain(thidua.bare(tim)).split(" ").filter(Boolean), order: xep, chosen };
  };
  /** Words apart by single spaces, in both spellings of «sĩ, sỹ». */
  const plain = text => text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const searched = text => ` ${plain(thidua.folded(text))} ${plain(thidua.folded2(text))}`;
  const fits = (text, words) => words.every(word => text.includes(` ${word}`));

  const fields = form => [...form.elements].filter(each => each.matches("input, select"));
  const remember = form => {
    const query = new URLSearchParams(location.search); // others' part of it stays
    for (const { name, value } of fields(form)) value ? query.set(name, value) : query.delete(name);
    const search = String(query) && `?${query}`;
    history.replaceState(null, "", location.pathname + search + location.hash);
  };
  const recall = form => {
    const query = new URLSearchParams(location.search);
    for (const field of fields(form)) if (query.has(field.name)) field.value = query.get(field.name);
    const more = form.querySelector("details"); // room for all choices, or one of them is in use
    const wide = matchMedia("(min-width: 45em)").matches;
    if (more) more.open = wide || [...more.querySelectorAll("select")].some(each => each.value);
  };

  /** Ask again at every change; the count is read out to whoever cannot see it. */
  const start = (form, answer) => {
    const count = form.querySelector("output");
    const show = () => {
      count.textContent = answer(asked(form));
    };
    const again = () => {
      show();
      remember(form);
    };
    recall(form);
    form.hidden = false;
    form.addEventListener("input", again);
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(again));
    show();
  };

  const narrow = form => {
    const tables = [...document.querySelectorAll(form.dataset.tdRows)];
    // Names alone, unless the form asks for all that a row says.
    const said = row => ("tdWhole" in form.dataset ? row : row.querySelector("th")).textContent;
    const rows = tables.flatMap(table =>
      [...table.tBodies[0].rows].map(row => ({ row, text: searched(said(row)) }))
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
    const [year, month, date] = each.date.split("-"); // as papers are dated: 05/02, 05/3
    const day = `${date}/${month > "02" ? Number(month) : month}/${year}`;
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
      return Object.assign(each, { text: searched(said.join(" ")) });
    });
    for (const select of form.querySelectorAll("select[data-td-words]")) {
      const known = words[select.name] || [];
      for (const value of [...known].filter(Boolean).sort(collator.compare)) select.add(new Option(value));
    }
    const more = place.closest("section").querySelector("button");
    let found = [];
    const said = () => {
      const here = place.rows.length < found.length ? `, đang hiện ${place.rows.length}` : "";
      return `${found.length}/${list.length} mục${here}`;
    };
    const draw = () => {
      const drawnNow = place.rows.length;
      place.append(...found.slice(drawnNow, drawnNow + PAGE).map(each => drawn(each, form.dataset.tdRoot)));
      name(place.closest("table"));
      more.hidden = place.rows.length >= found.length;
    };
    more.addEventListener("click", () => {
      const first = place.rows.length;
      draw();
      place.rows[first].querySelector("a").focus(); // the button may be gone
      form.querySelector("output").textContent = said();
    });
    start(form, ({ words: typed, order, chosen }) => {
      const has = each => ([name, value]) => String(each[name]) === value;
      found = list.filter(each => fits(each.text, typed) && Object.entries(chosen).every(has(each)));
      if (orders[order]) found.sort(orders[order]);
      place.replaceChildren();
      draw();
      return said();
    });
  };

  /** On a phone rows of some tables become entries: each cell then says what its column is. */
  const name = table => {
    if (!table.matches(".td-table--stack")) return;
    const heads = [...table.tHead.rows[0].cells].map(cell => cell.textContent);
    table.setAttribute("role", "table"); // entries are no table to a screen reader otherwise
    for (const part of table.querySelectorAll("thead, tbody")) part.setAttribute("role", "rowgroup");
    for (const row of table.rows) {
      row.setAttribute("role", "row");
      for (const cell of row.cells) {
        const role = { col: "columnheader", row: "rowheader" }[cell.scope] || "cell";
        cell.setAttribute("role", role);
        if (role === "cell") cell.dataset.name = heads[cell.cellIndex];
      }
    }
  };
  document.querySelectorAll("table.td-table--stack").forEach(name);

  for (const form of document.querySelectorAll("form[data-td-rows]")) narrow(form);
  for (const form of document.querySelectorAll("form[data-td-lookup]"))
    look(form).catch(error => {
      console.warn(error);
      document.querySelector(form.dataset.tdInto).closest("section").hidden = true;
    });
})();
