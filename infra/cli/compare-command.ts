import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type Comparison, compareDatasets, MOST_COMPARED } from '../../shared/dataset/report/comparison.ts'
import { figureText } from '../../shared/dataset/report/figure-text.ts'
import type { ApiOption } from './api-address.ts'
import { columns, lineWidth } from './columns.ts'
import { loadContenders } from './compare-load.ts'
import { hereOrPulled } from './dataset-place.ts'
import { findDataset } from './datasets.ts'
import { EXIT, InputError } from './exit.ts'
import { openInBrowser } from './open-in-browser.ts'

export interface CompareOptions {
  out: string
  /** A deployed API in place of the folder: what is not here is pulled into it. */
  api?: ApiOption
  to: string
  rows?: number
  json?: boolean
  open?: boolean
}

const MOST_TEXTS = 10_000

/** `fabula compare`: datasets side by side, as a table and as a page. */
export async function compare(
  meant: readonly string[],
  { out, api, to, rows, json, open }: CompareOptions,
): Promise<number> {
  if (meant.length < 2) throw new InputError('Name two datasets or more, as in: fabula compare out/a out/b')
  if (meant.length > MOST_COMPARED) throw new InputError(`At most ${MOST_COMPARED} datasets fit side by side`)
  const found = []
  for (const one of meant) found.push(await findDataset(await hereOrPulled(one, { api, out }), out))
  const contenders = await loadContenders(found, rows ?? MOST_TEXTS)
  const comparison = compareDatasets(contenders)
  const page = resolve(to)
  // What draws takes a moment to load: mistakes are told before.
  const { comparePage } = await import('../../shared/dataset/report/compare-page.ts')
  await mkdir(dirname(page), { recursive: true })
  await writeFile(page, comparePage(comparison, contenders))
  if (json) {
    const datasets = found.map(({ folder, manifest: { name, version } }) => ({ name, version, folder }))
    process.stdout.write(`${JSON.stringify({ datasets, ...comparison, page })}\n`)
  } else {
    process.stdout.write(`${comparisonText(comparison).join('\n')}\n\n${page}\n`)
    if (found.some(({ manifest }) => manifest.endpoint === 'offline')) {
      process.stderr.write(
        'Some of it is by the offline grammar: it shows how a comparison looks, and proves nothing.\n',
      )
    }
  }
  if (open) process.stderr.write(`${await openInBrowser(page, 'The comparison')}\n`)
  return EXIT.complete
}

/** For the terminal: the best of each line has a star. */
function comparisonText({ names, texts, figures, settings, verdicts }: Comparison): string[] {
  const letters = names.map((name) => name.slice(0, 1))
  const align = `l${'r'.repeat(names.length)}l`
  const width = lineWidth()
  const bare = (values: readonly string[]): string[] => values.map((value) => `${value}  `)
  return [
    ...names.map((name) => `  ${name}`),
    '',
    ...columns(
      [
        ['', ...bare(letters), ''],
        ...settings
          .filter(({ values }) => values.every((value) => value.length <= 24))
          .map(({ name, values }) => [name, ...bare(values), '']),
        ...figures.map(({ name, unit, values, best, about, better }) => [
          `${name}${better === undefined ? '' : better === 'more' ? ' ↑' : ' ↓'}`,
          ...values.map((value, at) => `${figureText(value, unit)}${best === at ? ' *' : '  '}`),
          about,
        ]),
      ],
      align,
      'bold',
    ).map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line)),
    '',
    `↑ more is better, ↓ less is better; * best by a twentieth or more. Texts: ${texts.toLocaleString('en-US')} of each.`,
    '',
    ...verdicts,
  ]
}
