import { type Command, InvalidArgumentError, Option } from 'commander'
import { rows, wholeFrom } from './argument.ts'
import type { ProbeOptions } from './probe-command.ts'
import { apiOption } from './run-commands.ts'
import type { VerifyOptions } from './verify-command.ts'

/** The commands that show what a dataset is good for. What they do is loaded when one of them is called. */
export function addProofCommands(program: Command): void {
  program
    .command('probe')
    .description(
      'train a small classifier on a dataset, and show what it learned; for queries, whether they find their documents',
    )
    .argument('[dir]', 'folder of a dataset, or of several, of which the newest is taken; out unless given')
    .addOption(apiOption())
    .option('--label <name>', 'the label to learn; all with 2 to 50 values unless given')
    .option('--real <file>', 'real text with labels to test on, too: CSV, TSV, JSON lines, JSON or Parquet')
    .option('--text-column <name>', 'of the real text; found by its name unless given')
    .option('--label-column <name>', 'of the real text; that of the label\'s name, or "label", unless given')
    .addOption(
      new Option(
        '--map <real=ours,…>',
        'labels of the real text and what the dataset calls them, such as pos=positive,0=negative',
      ).argParser(names),
    )
    .option('--out <file>', 'page with the pictures; probe.html in the folder of the dataset unless given')
    .option('--json', 'one JSON object on stdout')
    .action(async (dir: string | undefined, options: ProbeOptions) => {
      const { probe } = await import('./probe-command.ts')
      process.exitCode = await probe(dir, options)
    })

  program
    .command('verify')
    .description(
      'run the Python code of a dataset, apart from everything, and say of each row whether it does what it claims',
    )
    .argument('[dir]', 'folder of a dataset, or of several, of which the newest is taken; out unless given')
    .addOption(apiOption())
    .addOption(new Option('--seconds <n>', "that a row's code may take").argParser(wholeFrom(1, 600)).default(5))
    .addOption(
      new Option('--megabytes <n>', 'of memory that Python may have').argParser(wholeFrom(64, 2_048)).default(256),
    )
    .addOption(new Option('-n, --count <rows>', 'only the first so many').argParser(rows))
    .option('--code-column <name>', 'where the code is', 'text')
    .option('--tests-column <name>', 'asserts that are run after it, where there are any', 'tests')
    .option('--out <file>', 'rows with their verdicts; verified.jsonl.gz in the folder of the dataset unless given')
    .option('--json', 'one JSON object on stdout')
    .action(async (dir: string | undefined, options: VerifyOptions) => {
      const { verify } = await import('./verify-command.ts')
      process.exitCode = await verify(dir, options)
    })
}

function names(value: string): Map<string, string> {
  const pairs = value.split(',').map((pair) => pair.split('=').map((name) => name.trim()))
  if (pairs.every((pair) => pair.length === 2 && pair.every((name) => name !== '')))
    return new Map(pairs as [string, string][])
  throw new InvalidArgumentError('It must be pairs such as pos=positive,neg=negative.')
}
