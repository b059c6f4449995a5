// Looks through the directory of a finished run with a real browser, and prints what came of it as JSON.
// node files.mjs PROGRAM.dll FOLDER FRAMES CHROMIUM
import { browse, moreFrames, open, serve } from './launch.mjs';

const [program, folder, frames, chromium] = process.argv.slice(2);
const browser = await browse(chromium);
const server = await serve(program, ['serve', folder, '--serve', '127.0.0.1:0']);
const { tab, kept } = await open(browser, server.address);
const seen = {};
const stepIs = step => tab.waitForFunction(wanted => window.latentsim.lastStep === wanted, step);

await moreFrames(tab, 3);
seen.hasScrubber = await tab.isVisible('#seek');
seen.freshness = await tab.textContent('#freshness-text');
seen.phase = await tab.textContent('#phase');
await tab.keyboard.press(' ');
await tab.keyboard.press('End');
await stepIs(frames - 1);
await tab.keyboard.press('ArrowLeft');
await stepIs(frames - 2);
seen.time = await tab.textContent('#time');
await tab.keyboard.press('Home');
await stepIs(0);
await tab.locator('#seek').fill(String(Math.floor(frames / 2)));
await stepIs(Math.floor(frames / 2));
await tab.evaluate(() => document.activeElement.blur());
await tab.keyboard.press(' ');
await tab.waitForFunction(from => window.latentsim.lastStep > from, Math.floor(frames / 2));
await tab.keyboard.press('n');
await tab.waitForFunction(() => window.latentsim.lastWalker === 1);
await tab.waitForFunction(() => document.getElementById('trace')?.hidden === false);
seen.errors = kept.errors;
seen.strangers = kept.strangers;
await server.kill();
await browser.close();
console.log(JSON.stringify(seen));
process.exit();
