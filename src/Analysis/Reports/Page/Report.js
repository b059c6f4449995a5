'use strict';
// Downloads, all made here from the numbers that the page holds: nothing is fetched.
(() => {
  const numbers = document.getElementById('numbers').textContent;
  const report = JSON.parse(numbers);
  const plain = text => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'report';

  function save(name, type, text) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  function cell(value) {
    if (value === null) return '';
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  function toCsv(table) {
    const lines = [table.columns.map(column => cell(column.name)).join(',')];
    const length = table.columns.length ? table.columns[0].values.length : 0;
    for (let i = 0; i < length; i++) lines.push(table.columns.map(column => cell(column.values[i])).join(','));
    return lines.join('\r\n') + '\r\n';
  }

  document.documentElement.classList.add('scripted');
  document.addEventListener('click', event => {
    const button = event.target.closest('.get');
    if (!button) return;
    if ('everything' in button.dataset) save(`${plain(report.title)}.json`, 'application/json', numbers);
    const table = report.tables.find(t => t.name === button.dataset.table);
    if (table) save(`${table.name}.csv`, 'text/csv', toCsv(table));
    if (button.dataset.picture) savePicture(button);
  });

  // A plot as a drawing of its own, in the colours that it has on the screen; structures as they are turned.
  const looks = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'font-family', 'font-size', 'font-weight'];

  function savePicture(button) {
    const picture = button.closest('figure').querySelector('.pictures').children[button.dataset.picture];
    const canvas = picture.querySelector('canvas');
    if (canvas) {
      canvas.toBlob(blob => save(`${button.dataset.name}.png`, 'image/png', blob));
      return;
    }
    const copy = picture.cloneNode(true);
    const copies = [...copy.querySelectorAll('*')];
    [...picture.querySelectorAll('*')].forEach((element, i) => {
      const style = getComputedStyle(element);
      looks.forEach(look => copies[i].style.setProperty(look, style.getPropertyValue(look)));
    });
    copy.style.background = getComputedStyle(document.querySelector('section')).backgroundColor;
    save(`${button.dataset.name}.svg`, 'image/svg+xml', new XMLSerializer().serializeToString(copy));
  }

  // The section that is being read is marked in the contents.
  const links = new Map([...document.querySelectorAll('nav a')].map(link => [link.hash.slice(1), link]));
  const mark = place => links.forEach((link, id) => id === place ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current'));
  const reading = new IntersectionObserver(
    entries => entries.filter(entry => entry.isIntersecting).forEach(entry => mark(entry.target.id)), { rootMargin: '-10% 0px -80% 0px' });
  document.querySelectorAll('section[id]').forEach(section => reading.observe(section));
})();
