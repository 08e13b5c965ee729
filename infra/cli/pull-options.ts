import type { Command } from 'commander'
import type { PullCommandOptions } from './pull-command.ts'
import { apiOption } from './run-commands.ts'

/** `fabula pull`: a dataset from a deployed API into a folder. */
export function addPullCommand(program: Command): void {
  program
    .command('pull')
    .description('bring a dataset from AWS into a folder, each file checked; goes on where it stopped')
    .argument('<dataset>', 'name of the dataset, or DATASET@VERSION; the latest version unless given')
    .addOption(apiOption())
    .option('--out <dir>', 'folder for datasets', 'out')
    .option('--json', 'one JSON object on stdout, everything else on stderr')
    .action(async (dataset: string, options: PullCommandOptions) => {
      const { pullDataset } = await import('./pull-command.ts')
      process.exitCode = await pullDataset(dataset, options)
    })
}
