/* What a mark leads to, beside it: on hover, on focus and on tap.  The words stand in
   the page already.  Without this script each mark is a plain link. */
"use strict";

{
  /** Milliseconds until the pointer opens a preview, and until it has left one. */
  const OPEN = 350;
  const CLOSE = 300;

  /** Room around a preview, in px. */
  const GAP = 8;

  const texts = new Map(
    Array.from(document.querySelectorAll("template.preview-text"), (text) => [
      text.dataset.href,
      text,
    ]),
  );
  const card = document.getElementById("preview-card").content.firstElementChild;
  const body = card.querySelector(".preview-body");
  const more = card.querySelector(".preview-more");

  let shown = null; // the link whose words are shown
  let dismissed = null; // the link that Escape has silenced
  let timer = 0;
  let pointer = ""; // the kind that was pressed last, or none after a key

  const findText = (link) => texts.get(link.getAttribute("href"));

  const findLink = (target) => {
    const link = target.closest?.("article a[href]");
    return link && !card.contains(link) && findText(link) ? link : null;
  };

  const isSheet = () => card.classList.contains("sheet");

  const isPart = (target) =>
    target instanceof Node && (card.contains(target) || target === shown);

  /** Tell whether a keyboard is in the preview, or on its mark. */
  const isHeld = () =>
    shown !== null &&
    (card.contains(document.activeElement) || shown.matches(":focus-visible"));

  /** Return the first and the last link of a range, as in “3–5”. */
  const findEnds = (link) => {
    const { previousSibling: before, nextSibling: after } = link;
    if (after?.nodeValue === "–") return [link, link.nextElementSibling];
    if (before?.nodeValue === "–") return [link.previousElementSibling, link];
    return [link, link];
  };

  /** Return the words of a link; of a range, those of every work in it. */
  const listTexts = (link) => {
    const own = findText(link);
    if (!own.dataset.number) return [own];
    const [first, last] = findEnds(link).map((end) => Number(findText(end)?.dataset.number));
    if (!(first < last)) return [own];
    return [...texts.values()].filter(
      ({ dataset }) => Number(dataset.number) >= first && Number(dataset.number) <= last,
    );
  };

  /** Return where the page begins, below the header of a phone. */
  const measureHeader = () =>
    Math.max(0, document.querySelector(".mobile-header")?.getBoundingClientRect().bottom ?? 0);

  /** Return where there is more room for a preview: below the lines, or above. */
  const measureRoom = (lines) => {
    const bottom = Math.max(...lines.map((line) => line.bottom)) + GAP;
    const top = Math.min(...lines.map((line) => line.top)) - GAP;
    const below = innerHeight - bottom;
    const above = top - measureHeader();
    const isUnder = card.offsetHeight <= below || below >= above;
    card.style.setProperty("--room", `${isUnder ? below : above}px`);
    return { isUnder, y: isUnder ? bottom : top - card.offsetHeight };
  };

  const placeBeside = (lines) => {
    const { y } = measureRoom(lines);
    const right = document.documentElement.clientWidth - card.offsetWidth - GAP;
    const x = Math.max(GAP, Math.min(lines[0].left - 2 * GAP, right));
    card.style.left = `${scrollX + x}px`;
    card.style.top = `${scrollY + y}px`;
  };

  const placeSheet = (lines) => {
    card.style.setProperty("--below-header", `${measureHeader()}px`);
    card.classList.toggle("high", !measureRoom(lines).isUnder);
  };

  const place = () => {
    if (!shown) return;
    card.removeAttribute("style");
    card.classList.remove("high");
    (isSheet() ? placeSheet : placeBeside)([...shown.getClientRects()]);
  };

  const hide = () => {
    clearTimeout(timer);
    if (!shown) return;
    const link = shown;
    const hadFocus = card.contains(document.activeElement);
    shown = null;
    link.removeAttribute("aria-describedby");
    card.hidePopover();
    card.remove();
    if (hadFocus) {
      dismissed = link;
      link.focus({ preventScroll: true });
    }
  };

  /** Fill the preview; in the document it stands behind its link, where Tab goes on. */
  const show = (link, sheet) => {
    hide();
    body.replaceChildren(...listTexts(link).map((text) => text.content.cloneNode(true)));
    more.href = link.href;
    more.textContent = findText(link).dataset.more;
    card.setAttribute("aria-label", link.getAttribute("aria-label") ?? link.textContent);
    card.setAttribute("role", sheet ? "dialog" : "note");
    card.classList.toggle("sheet", sheet);
    shown = link;
    link.after(card);
    card.showPopover();
    place();
    if (sheet) card.focus({ preventScroll: true });
    else link.setAttribute("aria-describedby", body.id);
  };

  const onPointerOver = ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    const link = findLink(target);
    clearTimeout(timer);
    if (isPart(target) || isHeld() || (shown && isSheet())) return;
    if (link && link !== dismissed) timer = setTimeout(show, OPEN, link, false);
    else if (shown) timer = setTimeout(hide, CLOSE);
  };

  const onFocusIn = ({ target }) => {
    const link = findLink(target);
    if (!link || link === shown || link === dismissed) return;
    if (pointer || !link.matches(":focus-visible")) return;
    show(link, false);
    requestAnimationFrame(place); // the browser may have scrolled to the link
  };

  const onFocusOut = ({ target, relatedTarget }) => {
    if (target === dismissed) dismissed = null;
    if (isPart(target) && !isPart(relatedTarget)) hide();
  };

  const onClick = (event) => {
    const { target } = event;
    const link = findLink(target);
    const isTap = pointer === "touch" && event.detail > 0; // a screen reader’s click has none
    if (link && isTap && link !== shown) {
      event.preventDefault();
      show(link, true);
    } else if (!card.contains(target) || target.closest(".preview-close")) hide();
  };

  const onKeyDown = ({ key }) => {
    pointer = "";
    if (key !== "Escape" || !shown) return;
    dismissed = shown;
    hide();
  };

  // Older browsers have no layer above the page, and keep their plain links.
  if ("popover" in HTMLElement.prototype) {
    document.addEventListener("pointerdown", ({ pointerType }) => {
      pointer = pointerType;
    });
    document.addEventListener("pointerover", onPointerOver);
    document.addEventListener("pointerout", ({ target }) => {
      if (dismissed && findLink(target) === dismissed) dismissed = null;
    });
    document.addEventListener("focusin", onFocusIn);
    document.addEventListener("focusout", onFocusOut);
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKeyDown);
    addEventListener("hashchange", hide);
    addEventListener("pagehide", hide);
    addEventListener("resize", place);
  }
}
