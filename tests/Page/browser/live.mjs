// Watches a run of the program with a real browser, does what a user does, kills the server and brings it back, and prints what came of it as JSON.
// node live.mjs PROGRAM.dll MODEL.lsbox FOLDER CHROMIUM
import { browse, moreFrames, open, pictureOf, serve } from './launch.mjs';

const [program, model, folder, chromium] = process.argv.slice(2);
const browser = await browse(chromium);
const first = await serve(program, ['run', model, '--walkers', '8', '--frames', '5000000', '--devices', 'cpu:0', '--checkpoint-seconds', '1', '--out', folder, '--serve', '127.0.0.1:0']);
const { tab, kept } = await open(browser, first.address);
const seen = {};

await moreFrames(tab, 2);
seen.firstFrameAt = await tab.evaluate(() => window.latentsim.firstFrameAt);
seen.bytes = kept.bytes;
const early = await pictureOf(tab);
const earlyStep = await tab.evaluate(() => window.latentsim.lastStep);
await moreFrames(tab, 3);
seen.pictureMoves = early !== await pictureOf(tab);
seen.stepMoves = await tab.evaluate(() => window.latentsim.lastStep) > earlyStep;

await tab.waitForFunction(() => ['trace', 'profile', 'torsions', 'timescales', 'populations', 'devices', 'counters'].every(id => document.getElementById(id)?.hidden === false));
seen.drawnCharts = await tab.evaluate(async () => {
  const isDrawn = canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(value => value !== 0);
  const drawn = [];
  for (const canvas of document.querySelectorAll('#trace canvas, #profile canvas, #torsions canvas, #populations canvas, #timescales canvas')) {
    canvas.scrollIntoView();
    for (let i = 0; i < 100 && (canvas.width === 0 || !isDrawn(canvas)); i++) await new Promise(done => setTimeout(done, 50));
    drawn.push(isDrawn(canvas) && canvas.getAttribute('aria-label').length > 0);
  }

  scrollTo(0, 0);
  return drawn;
});
seen.progress = await tab.evaluate(() => document.getElementById('progress').value);
seen.phase = await tab.textContent('#phase');

await tab.keyboard.press('n');
await tab.waitForFunction(() => window.latentsim.lastWalker === 1);
await tab.fill('#walker', '5');
await tab.keyboard.press('Enter');
await tab.waitForFunction(() => window.latentsim.lastWalker === 5);
await tab.fill('#walker', '5000');
await tab.keyboard.press('Enter');
await tab.waitForFunction(() => window.latentsim.lastWalker === 7);
await tab.evaluate(() => document.activeElement.blur());

const kept1 = async () => (await (await fetch(`${first.address}status.json`)).json()).framesKept;
await tab.keyboard.press(' ');
await tab.waitForTimeout(300);
const [held, before] = [await tab.evaluate(() => window.latentsim.framesDrawn), await kept1()];
await tab.waitForTimeout(1200);
seen.holds = await tab.evaluate(() => window.latentsim.framesDrawn) === held;
seen.runGoesOn = await kept1() > before;
await tab.keyboard.press('ArrowRight');
await tab.waitForFunction(drawn => window.latentsim.framesDrawn > drawn, held);
await tab.keyboard.press(' ');
await moreFrames(tab, 1);

await tab.keyboard.press('?');
seen.helpOpens = await tab.isVisible('#help');
await tab.keyboard.press('Escape');
seen.helpCloses = !await tab.isVisible('#help');
await tab.keyboard.press('v');
seen.style = await tab.inputValue('#style');
await moreFrames(tab, 1);
await tab.keyboard.press('t');
seen.traceIsOff = !await tab.isChecked('#coarse');
seen.nameless = await tab.evaluate(() => [...document.querySelectorAll('button, input, select, canvas.chart, section')]
  .filter(element => element.offsetParent !== null && !(element.getAttribute('aria-label') || element.textContent.trim() || element.labels?.length || element.getAttribute('aria-labelledby'))).map(element => element.outerHTML.slice(0, 80)));

await tab.emulateMedia({ colorScheme: 'dark' });
seen.darkPage = await tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
await tab.emulateMedia({ colorScheme: 'light' });
seen.lightPage = await tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
await tab.setViewportSize({ width: 390, height: 844 });
await moreFrames(tab, 1);
seen.overflow = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
await tab.setViewportSize({ width: 1366, height: 768 });

seen.errors = [...kept.errors];
await first.kill();
await tab.waitForFunction(() => document.body.dataset.freshness === 'stale' && !document.getElementById('stale').hidden);
seen.staleWords = await tab.textContent('#stale-text');
const drawnBefore = await tab.evaluate(() => window.latentsim.framesDrawn);
const second = await serve(program, ['resume', folder, '--serve', new URL(first.address).host]);
await tab.waitForFunction(drawn => document.body.dataset.freshness === 'live' && window.latentsim.framesDrawn > drawn + 1, drawnBefore);
seen.staleGoes = await tab.isHidden('#stale');
seen.walkerAfter = await tab.evaluate(() => window.latentsim.lastWalker);
seen.strangers = kept.strangers;
await second.kill();
await browser.close();
console.log(JSON.stringify(seen));
process.exit();
