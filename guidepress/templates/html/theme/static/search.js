/* The search.  The words stay in this page: nothing is sent, and nothing is kept. */
"use strict";

/** How many places are shown, and how many letters around a word. */
const SHOWN = 20;
const AROUND = 110;

/** The shortest beginning by which two words may be taken for one. */
const BEGINNING = 4;

/** What a word counts for where it stands in a passage. */
const WEIGHTS = { title: 12, noted: 9, chapter: 3, text: 1 };

const stemmer = new Stemmer();
const stems = new Map();

const stem = (word) => {
  if (!stems.has(word)) stems.set(word, stemmer.stemWord(word));
  return stems.get(word);
};

const split = (text) =>
  text.toLowerCase().replaceAll("’", "'").match(/[\p{L}\p{N}]+/gu) || [];

/** Return the stems of what is looked for; small words count only where they are all. */
const readWords = (query) => {
  const words = split(query);
  const telling = words.filter((word) => !STOPWORDS.has(word));
  return [...new Set((telling.length ? telling : words).map(stem))];
};

/** Return how well two stems agree: 1 for the same, less for a common beginning. */
const compare = (one, other) => {
  if (one === other) return 1;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= BEGINNING && long.startsWith(short) ? 0.4 : 0;
};

const weighWords = (words, looked) => {
  const found = words.map((word) => compare(stem(word), looked)).filter(Boolean);
  return Math.max(0, ...found) * (1 + Math.min(found.length, 5) / 10);
};

const passages = PASSAGES.map(([url, chapter, title, noted, text]) => ({
  url,
  chapter,
  title,
  text,
  words: {
    title: split(title),
    noted: split(noted),
    chapter: split(chapter),
    text: split(text),
  },
}));

/** Return what each word counts for in a passage. */
const weigh = (passage, looked) =>
  looked.map((word) =>
    Object.entries(WEIGHTS).reduce(
      (sum, [part, weight]) => sum + weight * weighWords(passage.words[part], word),
      0,
    ),
  );

/** Return the passages with all words or, where there is none, with some; best first. */
const find = (looked) => {
  const weighed = passages.map((passage) => [passage, weigh(passage, looked)]);
  const whole = weighed.filter(([, weights]) => weights.every(Boolean));
  const some = weighed.filter(([, weights]) => weights.some(Boolean));
  const sum = (weights) => weights.reduce((a, b) => a + b, 0);
  return (whole.length ? whole : some)
    .sort((a, b) => sum(b[1]) - sum(a[1]))
    .map(([passage]) => passage);
};

/** Return some words around the first that was looked for, which are marked. */
const quote = (text, looked) => {
  const matches = [...text.matchAll(/[\p{L}\p{N}]+/gu)].filter(([word]) =>
    looked.some((other) => compare(stem(word.toLowerCase()), other)),
  );
  const centre = matches.length ? matches[0].index : 0;
  const from = centre > AROUND ? text.indexOf(" ", centre - AROUND) + 1 : 0;
  const cut = text.lastIndexOf(" ", centre + AROUND);
  const to = centre + AROUND < text.length && cut > from ? cut : text.length;
  const parts = [from ? "… " : ""];
  let at = from;
  for (const { 0: word, index } of matches) {
    if (index < from || index + word.length > to) continue;
    const mark = document.createElement("mark");
    mark.textContent = word;
    parts.push(text.slice(at, index), mark);
    at = index + word.length;
  }
  return [...parts, text.slice(at, to), to < text.length ? " …" : ""];
};

const make = (name, className, ...children) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
};

const present = (passage, looked) => {
  const link = make("a", "", passage.title);
  link.href = passage.url;
  const item = make("li", "", link);
  if (passage.chapter !== passage.title)
    item.append(make("span", "where", ` in ${passage.chapter}`));
  if (passage.text) item.append(make("p", "", ...quote(passage.text, looked)));
  return item;
};

const describe = (query, number) => {
  if (!number) return `Nothing found for “${query}”. Try another word.`;
  const shown = number > SHOWN ? ` Here are the best ${SHOWN}.` : "";
  return `${number === 1 ? "1 place" : `${number} places`} found for “${query}”.${shown}`;
};

/** Return the words behind “#q=”, or behind “?q=” in a link from elsewhere. */
const readQuery = () => {
  const hash = new URLSearchParams(location.hash.replace(/^#/, ""));
  return hash.get("q") ?? new URLSearchParams(location.search).get("q") ?? "";
};

const search = () => {
  const query = readQuery().trim();
  const looked = readWords(query);
  if (!looked.length) return;
  for (const field of document.querySelectorAll('[role="search"] [name="q"]'))
    field.value = query;
  const found = find(looked);
  document
    .getElementById("search-results")
    .replaceChildren(...found.slice(0, SHOWN).map((p) => present(p, looked)));
  document.getElementById("search-status").textContent = describe(query, found.length);
};

addEventListener("hashchange", search);
search();
