// Opens a page that is being served, watches it for a while, and prints how soon and how smoothly it moves.
// node tests/Page/browser/measure.mjs ADDRESS [SECONDS] [CHROMIUM]
import { browse, open } from './launch.mjs';

const [address, seconds = '20', chromium = '/usr/bin/chromium'] = process.argv.slice(2);
const browser = await browse(chromium);
const { tab, kept } = await open(browser, address);
await tab.waitForTimeout(1000 * Number(seconds));
const { drawn, rate, first, latencies } = await tab.evaluate(() => {
  const { framesDrawn: drawn, framesPerSecond: rate, firstFrameAt: first, drawLatencies: latencies } = window.latentsim;
  return { drawn, rate, first, latencies };
});
const sorted = latencies.slice(-500).sort((a, b) => a - b);
const quantile = share => (sorted.length > 0 ? `${sorted[Math.floor(share * (sorted.length - 1))].toFixed(1)} ms` : 'none');
console.log(`first frame after ${first === null ? 'none' : `${Math.round(first)} ms`}; ${drawn} drawn, ${rate.toFixed(1)} a second; made to drawn: median ${quantile(0.5)}, 99 % within ${quantile(0.99)}; ${kept.bytes} bytes received`);
await browser.close();
