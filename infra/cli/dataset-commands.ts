import { type Command, Option } from 'commander'
import { rows } from './argument.ts'
import type { CompareOptions } from './compare-command.ts'
import { apiOption } from './run-commands.ts'
import type { ViewOptions } from './view-command.ts'

const outOption = () => new Option('--out <dir>', 'folder of the datasets, as run has it').default('out')

/** The commands that look at datasets that are there. What they do is loaded when one of them is called. */
export function addDatasetCommands(program: Command): void {
  program
    .command('view')
    .description('open the report of a dataset in a browser')
    .argument('[dataset]', 'its folder, name or run; the newest unless given')
    .addOption(outOption())
    .addOption(apiOption())
    .option('--no-open', 'only print where the report is')
    .action(async (dataset: string | undefined, options: ViewOptions) => {
      const { view } = await import('./view-command.ts')
      process.exitCode = await view(dataset, options)
    })

  program
    .command('compare')
    .description('put datasets side by side: money, adherence and diversity, on as many texts of each')
    .argument('<datasets...>', 'two or more: their folders, names or runs')
    .addOption(outOption())
    .addOption(apiOption())
    .option('--to <file>', 'page to write', 'compare.html')
    .addOption(new Option('--rows <count>', 'texts of each; as many as the smallest has unless given').argParser(rows))
    .option('--open', 'open the page in a browser')
    .option('--json', 'one JSON object on stdout')
    .action(async (datasets: string[], options: CompareOptions) => {
      const { compare } = await import('./compare-command.ts')
      process.exitCode = await compare(datasets, options)
    })
}
