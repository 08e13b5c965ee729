import { type Command, InvalidArgumentError, Option } from 'commander'
import { FORMAT_NAMES, FORMATS } from '../../../shared/recipe/formats.ts'
import { apiOption } from '../run-commands.ts'
import type { ExportOptions } from './export.ts'

/** The formats and the layout that datasets have anyway, for who adds rows to it or leaves some out. */
const CHOICES = [...FORMAT_NAMES, 'huggingface'] as const
export type ExportFormat = (typeof CHOICES)[number]

function words(text: string): number {
  const n = Number(text)
  if (Number.isInteger(n) && n >= 5 && n <= 50) return n
  throw new InvalidArgumentError('It must be a whole number from 5 to 50.')
}

const roles = (text: string, before: string[] = []): string[] => [...before, text]

/** `fabula export`. What it does is loaded when it is called. */
export function addExportCommand(program: Command): void {
  program
    .command('export')
    .description('write a dataset in the format of a trainer')
    .argument('<dataset>', 'folder of a dataset, or id of a run; with --api, its name or run')
    .addOption(new Option('-f, --format <name>', 'see below').choices(CHOICES).makeOptionMandatory())
    .option('--out <dir>', 'a new folder; NAME-FORMAT unless given')
    .option('--runs <dir>', 'where datasets of runs are looked for; with --api, where they are laid', 'out')
    .addOption(apiOption())
    .addOption(
      new Option('--as <role=label>', 'which label is what, such as prompt=problem; may come again').argParser(roles),
    )
    .option('--mix <file:share>', 'add your own rows to training, such as real.jsonl:0.3, with a column "origin"')
    .option('--exclude <file>', 'leave out the rows whose ids the file has, one a line')
    .option('--decontaminate <file>', 'leave out rows that share a run of words with a text of the file')
    .addOption(new Option('--words <count>', 'how long such a run is').argParser(words).default(13))
    .option('--json', 'one JSON object on stdout')
    .addHelpText('after', () => HELP)
    .action(async (dataset: string, options: ExportOptions) => {
      const { exportDataset } = await import('./export.ts')
      process.exitCode = await exportDataset(dataset, options)
    })
}

const HELP = `
Formats:
${[
  ...FORMAT_NAMES.map((name) => [name, FORMATS[name].says]),
  ['huggingface', 'Parquet by split and a card, as the dataset has it'],
]
  .map(([name = '', says]) => `  ${name.padEnd(22)} ${says}`)
  .join('\n')}

Files of --mix and --decontaminate are .jsonl, .json or .csv with the columns of the dataset ("text" for the latter), or text, a line each.`
