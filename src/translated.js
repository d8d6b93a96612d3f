// Keeps the screen right while a browser translates it. A translator takes a text
// node out and puts <font> elements in its place; the app goes on writing into the
// node it made, asks where it stands and removes it, and nobody sees any of that. So
// a node that was taken out comes back in place of its translation as soon as the app
// touches it, and the translator translates it anew. Nothing but such nodes is
// changed. What must not be rewritten at all has translate="no".
const translations = new WeakMap();
const standIns = new WeakSet();

function comeBack(node) {
  for (const name of ["nodeValue", "parentNode", "remove"]) delete node[name];
  const font = translations.get(node);
  translations.delete(node);
  if (font?.isConnected && !node.isConnected) font.replaceWith(node);
}

function watch(node, font) {
  standIns.add(font);
  translations.set(node, font);
  Object.defineProperties(node, {
    nodeValue: {
      configurable: true,
      get: () => node.data,
      set: (text) => {
        comeBack(node);
        node.data = text;
      },
    },
    parentNode: {
      configurable: true,
      get: () => {
        comeBack(node);
        return node.parentNode;
      },
    },
    remove: {
      configurable: true,
      value: () => {
        comeBack(node);
        node.remove();
      },
    },
  });
}

new MutationObserver((records) => {
  for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
    for (const node of removedNodes) {
      if (node.nodeType !== Node.TEXT_NODE || node.isConnected) continue;
      const near = [...addedNodes, previousSibling, nextSibling];
      const font = near.find((other) => other?.nodeName === "FONT" && !standIns.has(other));
      if (font) watch(node, font);
    }
  }
}).observe(document.documentElement, { childList: true, subtree: true });
