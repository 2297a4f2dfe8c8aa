/* The theme's search, which also finds words typed without diacritics.
 *
 * It runs in the place of the theme's worker, which it imports under the name behind the question
 * mark (see main.html). Every word is indexed as it is spelt and folded. A query looks for folded
 * words; pages with the very spelling come first. All words must be there, unless no page has all.
 */
"use strict";

const [SETUP, READY, QUERY, FOUND] = [0, 1, 2, 3]; // the theme's numbers for its messages
// How much more a whole word counts, and one in the very spelling.
const WHOLE = 2;
const SPELT_ALIKE = 4;

/* The theme hands over the index when a page opens. It is big and most readers never search, so it
 * comes empty, and what there is to find is fetched when something is asked for the first time. */
const INDEX = "../../../search/thidua_index.json";
let setup = null; // what the theme handed over
let waiting = null; // the latest query, while the index is on its way

const PAUSE = 3000; // milliseconds before a failed load is tried again

const say = self.postMessage.bind(self);
const hear = data => dispatchEvent(new MessageEvent("message", { data }));
const load = async () => {
  const answer = await fetch(INDEX);
  if (!answer.ok) throw new Error(`${answer.status} ${INDEX}`);
  hear({ type: SETUP, data: { ...setup, docs: await answer.json() } });
};
const keepLoading = () =>
  load().catch(error => {
    console.warn(error);
    setTimeout(keepLoading, PAUSE);
  });
self.postMessage = message => {
  if (message.type !== READY || !setup) return say(message);
  const data = waiting;
  setup = waiting = null; // from now on the theme hears everything at once
  hear({ type: QUERY, data });
};

addEventListener("message", event => {
  const { type, data } = event.data;
  if (type === SETUP && !setup && !data.docs.length) {
    event.stopImmediatePropagation();
    setup = data;
    say({ type: READY });
  } else if (type === QUERY) {
    // Before the theme sees it, so that it names what is missing in the same spelling.
    event.data.data = thidua.canonical(data);
    if (!setup) return;
    event.stopImmediatePropagation();
    if (!data) say({ type: FOUND, data: { items: [] } });
    else if (waiting === null) keepLoading();
    if (data || waiting !== null) waiting = event.data.data;
  }
});

const name = self.location.search.slice(1);
if (!/^search\.[0-9a-f]+\.min\.js$/.test(name)) throw new Error(`no search worker: ${name}`);
importScripts("../thidua-fold.js", name);

const spellings = token => {
  const word = token.toString();
  const texts = [thidua.canonical(word), thidua.folded(word), thidua.folded2(word)];
  return [...new Set(texts)].map(text => token.clone(() => text));
};
lunr.Pipeline.registerFunction(spellings, "thiduaSpellings");

const { add } = lunr.Builder.prototype;
lunr.Builder.prototype.add = function (...words) {
  // Whatever the language has set up by now comes first.
  if (!this.pipeline._stack.includes(spellings)) this.pipeline.add(spellings);
  return add.apply(this, words);
};

const { OPTIONAL, REQUIRED } = lunr.Query.presence;

/** A word that must be there: whole, or as a beginning while it is still being typed («quy» may
 *  become «quyết», so the beginning keeps its letter). */
const needed = (clause, word, isLast) =>
  ({ ...clause, term: isLast ? `${thidua.bare(word)}*` : thidua.folded(word), presence: REQUIRED });

/** The same word as a whole, and in the very spelling: not needed, but worth more. */
const better = (clause, word) => {
  const worth = (term, times) => ({ ...clause, term, boost: clause.boost * times });
  return [worth(thidua.folded(word), WHOLE), worth(word, SPELT_ALIKE)];
};

/** The theme adds a star to every word; only the last one may still be growing. */
const strict = clauses => {
  const plain = clauses.filter(clause => clause.presence === OPTIONAL);
  const others = clauses.filter(clause => clause.presence !== OPTIONAL);
  return others.concat(plain.flatMap((clause, index) => {
    const word = clause.term.replace(/\*$/, "");
    return [needed(clause, word, index === plain.length - 1), ...better(clause, word)];
  }));
};
const loose = clauses =>
  clauses.flatMap(clause => [{ ...clause, term: thidua.folded(clause.term) }, clause]);

/** Two spellings of one word stand in one place, which is to be marked once. */
const markedOnce = result => {
  const seen = new Set();
  for (const fields of Object.values(result.matchData.metadata))
    for (const [field, { position = [] }] of Object.entries(fields))
      fields[field].position = position.filter(
        place => !seen.has(`${field} ${place}`) && seen.add(`${field} ${place}`)
      );
  return result;
};

lunr.Index.prototype.search = function (text) {
  const ask = change =>
    this.query(query => {
      new lunr.QueryParser(text, query).parse();
      query.clauses = change(query.clauses);
    });
  const found = ask(strict);
  return (found.length ? found : ask(loose)).map(markedOnce);
};
