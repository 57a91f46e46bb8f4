"""The structure tree of a PDF: what the source says, in the source's order.

WeasyPrint's own tree is made of boxes: a paragraph that crosses a page becomes two,
words at line ends are glued together, notes and contents are nothing in particular.
So its tagger is shown empty pages, and the tree is made here:

`pages`      remembers which box was drawn in which marked content;
`order`      numbers the source's elements and texts, and follows what is drawn;
`roles`      says which element is which structure type;
`tree`       makes one structure element of each source element;
`walk`       finds the place in the tree of everything that is drawn;
`links`      gives each link one annotation;
`operators`  writes the marks of the content streams anew;
`fonts`      makes spaces and soft hyphens of what the fonts draw;
`finisher`   puts it all into the file and says what is wrong.
"""
