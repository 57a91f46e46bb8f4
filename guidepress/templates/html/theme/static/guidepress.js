/* A quick way out of the page, and a search that no server hears of. */
"use strict";

/** How often Shift is to be pressed, and within how many milliseconds. */
const TIMES = 3;
const WITHIN = 2000;

/** Put another page in the place of this one, in the list of pages too. */
const leave = (address) => {
  document.title = " ";
  document.documentElement.hidden = true; // the other page may take a while
  location.replace(address);
};

/** Call `act` when Shift alone is pressed several times in a row. */
const watchShift = (act) => {
  let pressed = [];
  let alone = false;
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    alone = event.key === "Shift";
    if (!alone) pressed = [];
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    pressed = [...pressed, event.timeStamp].slice(-TIMES);
    if (pressed.length === TIMES && event.timeStamp - pressed[0] < WITHIN) act();
  });
};

const offerExit = () => {
  const links = document.querySelectorAll("a.leave");
  if (!links.length) return;
  const address = links[0].href;
  for (const link of links)
    link.addEventListener("click", (event) => {
      event.preventDefault();
      leave(address);
    });
  watchShift(() => leave(address));
};

/** Send the words behind a `#`: no browser tells a server what follows it. */
const keepWordsHere = () => {
  for (const form of document.querySelectorAll('form[role="search"]'))
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const words = new FormData(form).get("q").trim();
      const page = new URL(form.action);
      page.hash = `q=${encodeURIComponent(words)}`;
      location.assign(page);
    });
};

const offerPrint = () => {
  for (const button of document.querySelectorAll("button.print"))
    button.addEventListener("click", () => print());
};

/** Let Escape close the contents on a phone, and lead back to what opened them. */
const closeByEscape = () => {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const box of document.querySelectorAll(".sidebar-toggle:checked")) {
      box.checked = false;
      box.focus();
    }
  });
};

offerExit();
keepWordsHere();
offerPrint();
closeByEscape();
