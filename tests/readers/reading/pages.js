// What both reading systems are asked in the same words.

// the lines of the contents, those below a line right after it
export const flatten = items => (items ?? []).flatMap(({ label, href, subitems }) =>
  [{ label: label.trim(), href }, ...flatten(subitems)])

// `current` returns the document in sight
export const look = current => ({
  async describe() {
    const doc = current()
    await Promise.all(Array.from(doc.images, image => image.decode()))
    return { words: doc.body.innerText, pictures: doc.images.length }
  },
  colours: () => ({
    text: getComputedStyle(current().body).color,
    links: Array.from(current().links, a => getComputedStyle(a).color),
  }),
  pictureWidth: () =>
    current().querySelector('figure img').getBoundingClientRect().width,
  overflow: () => Array.from(current().body.querySelectorAll('*'))
    .filter(e => e.getBoundingClientRect().right
      > current().documentElement.clientWidth + 1)
    .map(e => e.outerHTML.slice(0, 120)),
})
