// Builds what the browser gets: one style sheet, one script, one sprite of icons and the favicon, each named by its
// content, compressed beforehand, and listed in manifest.json by the name that pages use.
import { createHash } from 'node:crypto';
import { readFile, writeFile, mkdir, rm } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import postcss from 'postcss';

const sources = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2] ?? join(sources, '../wwwroot/assets'));
const packages = join(sources, 'node_modules');

/**
 * The kit is dark where [data-bs-theme=dark] says so. For readers who leave the choice to their system each of those
 * rules is repeated for [data-bs-theme=auto] inside a media query, right behind the original: no script, no flash.
 */
const autoTheme = {
  postcssPlugin: 'auto-theme',
  Rule(rule) {
    if (rule.selector.includes('[data-bs-theme=dark]') && !rule.seen) {
      rule.seen = true;
      const media = postcss.atRule({ name: 'media', params: '(prefers-color-scheme: dark)' });
      media.append(rule.clone({ selector: rule.selector.replaceAll('[data-bs-theme=dark]', '[data-bs-theme=auto]') }));
      rule.after(media);
    }
  },
};

const themed = {
  name: 'themed',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = await readFile(path, 'utf8');
      return { contents: postcss([autoTheme]).process(css, { from: path }).css, loader: 'css' };
    });
  },
};

async function bundle() {
  const result = await esbuild.build({
    absWorkingDir: sources,
    entryPoints: ['desk.css', 'desk.js'],
    plugins: [themed],
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2022', 'chrome111', 'firefox114', 'safari16.4'],
    legalComments: 'none',
    write: false,
    outdir: target,
  });
  return result.outputFiles.map(file => [basename(file.path), Buffer.from(file.contents)]);
}

async function sprite() {
  const names = JSON.parse(await readFile(join(sources, 'icons.json'), 'utf8'));
  const symbols = await Promise.all(names.map(async name => {
    const svg = await readFile(join(packages, '@tabler/icons/icons/outline', `${name}.svg`), 'utf8');
    const shapes = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.indexOf('</svg>')).replace(/\s*\n\s*/g, '');
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
  }));
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
}

const files = [
  ...await bundle(),
  ['icons.svg', await sprite()],
  ['favicon.svg', await readFile(join(sources, 'favicon.svg'))],
];

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const manifest = {};
for (const [name, content] of files) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const named = `${basename(name, extname(name))}-${hash}${extname(name)}`;
  manifest[name] = named;
  await writeFile(join(target, named), content);
  await writeFile(join(target, `${named}.gz`), gzipSync(content, { level: 9 }));
  await writeFile(join(target, `${named}.br`), brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}

// Last, since the build takes this file for the proof that everything else is there.
await writeFile(join(target, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n');
