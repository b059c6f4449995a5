/** Whether a key is meant for an element that takes keys itself. */
function isTaken(event) {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox' || event.key === ' ';
  if (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement) return event.key === ' ' || event.key === 'Enter';
  return document.querySelector('dialog[open]') !== null;
}

/**
 * Listens for keys that no element takes.
 * @param {Record<string, () => void>} actions by the key's name
 */
export function listenForKeys(actions) {
  document.addEventListener('keydown', event => {
    const action = actions[event.key];
    if (!action || isTaken(event)) return;
    event.preventDefault();
    action();
  });
}
