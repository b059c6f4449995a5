// Builds the page into dist/: installs what package-lock.json names when that changed, bundles, and compresses.
// Several builds may run at once (two configurations, two test projects): one does the work, the others wait for it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const lock = join(here, '.building');
const patience = 300_000;

/** What Node.js is too old for, or npm could not do, is no error of the project: the build goes on without the page. */
const cannotInstall = 3;
const oldestNode = 18;

const pause = milliseconds => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

function enter() {
  for (const start = Date.now(); ;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }

    // Whoever was killed while building left the lock behind.
    const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0;
    if (age > patience) rmSync(lock, { recursive: true, force: true });
    if (Date.now() - start > 2 * patience) throw new Error(`another build holds ${lock}`);
    pause(200);
  }
}

const filesIn = folder => readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  .flatMap(entry => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]));

function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(here.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const readIf = file => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function install() {
  const marker = join(here, 'node_modules', '.installed');
  const wanted = fingerprint([join(here, 'package.json'), join(here, 'package-lock.json')]);
  if (readIf(marker) === wanted) return;
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: here, encoding: 'utf8', shell: process.platform === 'win32' });
  if (npm.status !== 0) {
    console.log(`npm ci failed: ${(npm.stderr || npm.error?.message || '').trim().split('\n')[0]}`);
    process.exitCode = cannotInstall;
    return;
  }

  writeFileSync(marker, wanted);
}

async function bundle(target) {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: here,
    entryPoints: { page: 'source/page.js', molecule: 'source/molecule/molecule.js' },
    outdir: target,
    bundle: true,
    splitting: true,
    chunkNames: 'shared',
    format: 'esm',
    target: ['es2022'],
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  await build({ absWorkingDir: here, entryPoints: ['source/page.css'], outdir: target, bundle: true, minify: true, logLevel: 'warning' });
  for (const name of ['index.html', 'favicon.svg']) writeFileSync(join(target, name), readFileSync(join(here, 'source', name)));
  for (const file of filesIn(target)) {
    const text = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }));
  }
}

if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  console.log(`Node.js ${process.versions.node} is too old; expected ${oldestNode} or newer`);
  process.exit(cannotInstall);
}

enter();
try {
  const inputs = [...filesIn(join(here, 'source')), ...['build.mjs', 'package.json', 'package-lock.json'].map(name => join(here, name))];
  const wanted = fingerprint(inputs);
  const marker = join(dist, '.built');
  if (readIf(marker) !== wanted) {
    install();
    if (process.exitCode !== cannotInstall) {
      const target = join(lock, 'dist');
      rmSync(target, { recursive: true, force: true });
      mkdirSync(target);
      await bundle(target);
      writeFileSync(join(target, '.built'), wanted);
      rmSync(dist, { recursive: true, force: true });
      renameSync(target, dist);
    }
  } else {
    utimesSync(marker, new Date(), new Date());
  }
} finally {
  rmSync(lock, { recursive: true, force: true });
}
