import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const page = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'src/Engine/Live/Web/Page');
const { chromium } = createRequire(join(page, 'package.json'))('playwright-core');

// Debian's Chromium without a screen and without a graphics card: WebGL by SwiftShader, all else by its software compositor.
const browserArguments = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--enable-unsafe-swiftshader', '--use-gl=angle', '--use-angle=swiftshader-webgl'];

/** A browser without a screen. */
export const browse = executablePath => chromium.launch({ executablePath, args: browserArguments });

/** Starts the program and waits until it says where it serves. */
export async function serve(program, programArguments) {
  const child = spawn('dotnet', [program, ...programArguments], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, OMP_NUM_THREADS: '1' } });
  const ended = new Promise(done => { child.on('exit', done); });
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  process.on('exit', () => child.kill('SIGKILL'));
  let said = '';
  const address = await new Promise((done, fail) => {
    child.stderr.on('data', data => {
      said += data;
      const found = /watch at (http:\/\/\S+)/.exec(said);
      if (found) done(found[1]);
    });
    ended.then(code => fail(new Error(`the program ended with ${code}: ${said}`)));
  });
  return { address, kill };
}

/** A page that keeps what goes wrong in it, and where it asks. */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...options });
  const tab = await context.newPage();
  const kept = { errors: [], strangers: [], bytes: 0 };
  tab.setDefaultTimeout(45_000);
  tab.on('pageerror', error => kept.errors.push(error.message));
  tab.on('console', message => message.type() === 'error' && kept.errors.push(message.text()));
  tab.on('request', request => new URL(request.url()).host !== new URL(address).host && !/^(blob|data):/.test(request.url()) && kept.strangers.push(request.url()));
  const session = await context.newCDPSession(tab);
  await session.send('Network.enable');
  session.on('Network.loadingFinished', event => { kept.bytes += event.encodedDataLength; });
  await tab.goto(address);
  return { tab, kept, close: () => context.close() };
}

/** Waits until the page has drawn so many frames more. */
export async function moreFrames(tab, frames) {
  const before = await tab.evaluate(() => window.latentsim.framesDrawn);
  await tab.waitForFunction(wanted => window.latentsim.framesDrawn >= wanted, before + frames);
}

/** The pixels of the picture. */
export const pictureOf = tab => tab.evaluate(() => document.querySelector('#stage canvas').toDataURL());
