import { onDemand } from '../on-demand.ts'
import { splitOf } from '../recipe/output.ts'
import type { Recipe } from '../recipe/recipe.ts'
import type { Manifest, PublishedFile } from './block.ts'
import { cardFeatures } from './card-features.ts'
import { type Field, rowFields } from './fields.ts'
import { PROVENANCE } from './provenance.ts'
import { type Column, FLAG } from './row.ts'
import { SPLITS, type Split } from './split.ts'
import { groupedNumber, table } from './text-table.ts'
import type { Extent, TwinCounts } from './verdicts.ts'

export interface CardParts {
  recipe: Recipe
  manifest: Omit<Manifest, 'files'>
  columns: readonly Column[]
  /** Of the rows. */
  extents: Readonly<Record<Split, Extent>>
  /** Samples that are told of in `provenance/`; absent where there is no such folder. */
  samples?: Readonly<Record<Split, number>>
  /** With rows. */
  files: readonly PublishedFile[]
  /** What more is to be said of where the rows are from. */
  notes?: readonly string[]
}

const PROVENANCE_WORDS =
  'The second configuration tells of each sample what it was drawn from, every prompt and answer, what was checked, and what it cost; `rows` names its rows.'

/** README.md: what Hugging Face and people are to know of a dataset. It follows from the run and its rows. Pure. */
export function card(parts: CardParts): string {
  const { recipe, manifest, columns, samples, notes = [] } = parts
  const { card: asked = {}, labels } = recipe.output
  const paragraphs = [
    `# ${asked.title ?? recipe.name}`,
    ...(recipe.description === undefined ? [] : [recipe.description.trim()]),
    ...(manifest.note === undefined ? [] : [`> ${manifest.note}`]),
    'Synthetic text, made with fabula. Every row is in exactly one split, and no row changes its split when the dataset grows.',
    table(
      ['split', 'rows'],
      SPLITS.map((split) => [split, groupedNumber(manifest.splits[split])]),
    ),
    splitWords(recipe),
    ...notes,
    '## Columns',
    table(['column', 'type', 'what it holds'], columnRows(columns, labels)),
    '## Loading',
    `\`\`\`python
from datasets import load_dataset

rows = load_dataset("path/to/this/folder")${
      samples === undefined ? '' : '\nprovenance = load_dataset("path/to/this/folder", "provenance")'
    }
\`\`\``,
    ...(samples === undefined ? [] : [PROVENANCE_WORDS]),
    '## How it was made',
    made(recipe, manifest),
    ...(manifest.twins === undefined ? [] : [twinWords(manifest.twins)]),
    ...(manifest.contaminated === undefined
      ? []
      : [
          `Rows left out because they share a run of ${recipe.output.decontaminate?.words} words with texts that were to be held out: ${groupedNumber(manifest.contaminated)}.`,
        ]),
    ...(manifest.continues === undefined
      ? []
      : [
          `Its first ${groupedNumber(manifest.continues.rows)} rows are those of version \`${manifest.continues.version}\`, unchanged.`,
        ]),
    'The recipe is in `recipe.json`, the bill in `cost.md`, the hash of every file in `manifest.json`.',
  ]
  return `---\n${frontMatter(parts)}---\n\n${paragraphs.join('\n\n')}\n`
}

function frontMatter({ recipe, manifest, columns, extents, samples, files }: CardParts): string {
  const { card: asked = {} } = recipe.output
  const rows = SPLITS.reduce((sum, split) => sum + manifest.splits[split], 0)
  const splits = SPLITS.filter((split) => split === 'train' || manifest.splits[split] > 0)
  const info = (config: string, folder: string, fields: readonly Field[], extentOf: (split: Split) => Extent) => {
    const size = splits.reduce((sum, split) => sum + extentOf(split).bytes, 0)
    return {
      config_name: config,
      features: cardFeatures(fields),
      splits: splits.map((split) => ({
        name: split,
        num_bytes: extentOf(split).bytes,
        num_examples: extentOf(split).rows,
      })),
      download_size: bytesIn(files, `${folder}/`),
      dataset_size: size,
    }
  }
  const config = (name: string, folder: string) => ({
    config_name: name,
    data_files: splits.map((split) => ({ split, path: `${folder}/${split}-*.parquet` })),
  })
  const provenanceOf = (split: Split): Extent => ({
    rows: samples?.[split] ?? 0,
    bytes: bytesIn(files, `provenance/${split}-`),
  })
  return onDemand('yaml').stringify(
    {
      pretty_name: asked.title ?? recipe.name,
      license: asked.license ?? 'unknown',
      ...(asked.language !== undefined && { language: asked.language }),
      size_categories: [sizeCategory(rows)],
      tags: ['synthetic', ...(asked.tags ?? []).filter((tag) => tag !== 'synthetic')],
      configs: [
        { ...config('default', 'data'), default: true },
        ...(samples === undefined ? [] : [config('provenance', 'provenance')]),
      ],
      dataset_info: [
        info('default', 'data', rowFields(columns), (split) => extents[split]),
        ...(samples === undefined ? [] : [info('provenance', 'provenance', PROVENANCE, provenanceOf)]),
      ],
    },
    { lineWidth: 0 },
  )
}

const bytesIn = (files: readonly PublishedFile[], prefix: string): number =>
  files.filter(({ path }) => path.startsWith(prefix)).reduce((sum, { bytes }) => sum + bytes, 0)

/** https://huggingface.co/docs/hub/datasets-cards */
function sizeCategory(rows: number): string {
  const bounds = ['1K', '10K', '100K', '1M', '10M', '100M', '1B']
  const at = bounds.findIndex((_, power) => rows < 1_000 * 10 ** power)
  return at === 0 ? 'n<1K' : `${bounds[at - 1]}<n<${bounds[at]}`
}

function splitWords(recipe: Recipe): string {
  const { validation, test, by, evenly } = splitOf(recipe)
  if (validation === 0 && test === 0) return 'All rows are for training: the recipe asks for no other split.'
  const names = (entities: readonly string[]) => entities.map((name) => `\`${name}\``).join(', ')
  if (by !== undefined) return `Samples with the same ${names(by)} are in the same split.`
  if (evenly !== undefined) return `Every split has its share of each value of ${names(evenly)}.`
  return 'The split of a sample follows from its number.'
}

function columnRows(columns: readonly Column[], labels: Record<string, string>): string[][] {
  return [
    ['`id`', 'string', 'run, number of the sample and, where it has several rows, of the row'],
    ['`text`', 'string', 'the text'],
    ...columns.map(({ name, label, type }) => [
      `\`${name}\``,
      type === 'messages' ? 'list of {role, content}' : type === 'list<string>' ? 'list of strings' : 'string',
      (labels[label ?? name] === undefined ? OF_FABULA[name] : undefined) ?? templateWords(labels[label ?? name] ?? ''),
    ]),
  ]
}

/** Columns that no label made. */
const OF_FABULA: Record<string, string> = {
  [FLAG]: 'id of the earlier row that says the same, if any',
  origin: '`synthetic`, or `real` for rows that were added',
}

const templateWords = (template: string): string =>
  template.length <= 60 && !/[`|\n]/.test(template) ? `\`${template}\`` : 'see `recipe.json`'

function made(recipe: Recipe, { counts, seed, closed, endpoint }: CardParts['manifest']): string {
  const stages = Object.entries(recipe.stages)
  const models = [...new Set(stages.map(([, { model }]) => model?.name ?? recipe.model.name))]
  const writer = endpoint === 'offline' ? "fabula's offline grammar" : models.map((name) => `\`${name}\``).join(', ')
  const few = closed === 'complete' ? '' : ` The run was closed before it was complete: ${closed}.`
  return (
    `Written by ${writer} in ${stages.length === 1 ? 'one step' : `${stages.length} steps`} a sample ` +
    `(${stages.map(([name]) => name).join(', ')}), seed \`${seed}\`. Of ${groupedNumber(counts.released)} samples, ` +
    `${groupedNumber(counts.accepted)} passed every check, ${groupedNumber(counts.rejected)} did not, and ` +
    `${groupedNumber(counts.failed)} could not be made.${few}`
  )
}

function twinWords({ do: what, threshold, exact, near, betweenSplits, ofEarlierVersions }: TwinCounts): string {
  const found =
    `Rows that say again what an earlier one says: ${groupedNumber(exact)} the same text, ${groupedNumber(near)} alike ` +
    `(Jaccard similarity of 5-word shingles of ${threshold} or more)`
  const where =
    exact + near === 0
      ? ''
      : `; ${groupedNumber(betweenSplits)} of them in another split, ${groupedNumber(ofEarlierVersions)} of an earlier version's row`
  const then =
    exact + near === 0
      ? '.'
      : what === 'drop'
        ? '. They were left out, and are kept in `twins/`.'
        : '. They are in the dataset; `twin_of` names the earlier row.'
  return `${found}${where}${then}`
}
