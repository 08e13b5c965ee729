import { type Command, Option } from 'commander'
import { LANES } from '../../shared/cost/lane.ts'
import { baseUrl, concurrency, sampleNumbers } from './argument.ts'
import type { FailureOptions } from './failures-command.ts'
import type { RedriveCommandOptions, WorkOptions } from './redrive-command.ts'
import type { FolderOptions, ListOptions } from './status-command.ts'

const RUN = 'id of the run, its beginning or its end, or latest'

/** Set, every command that can be is asked of that API. */
export const apiOption = (): Option =>
  new Option(
    '--api [where]',
    'runs in AWS: address of the API, or name of a stage, or nothing where one stage was deployed from here',
  ).env('FABULA_API')

/** Models and stages keep what else they ask for. */
export const laneOption = (): Option =>
  new Option(
    '--lane <name>',
    "in place of the recipe's tier; flex costs half, takes longer, and may be refused",
  ).choices(LANES)

const onFolder = (command: Command): Command =>
  command
    .option('--out <dir>', 'folder that the run was made in; with --api, where its dataset is laid', 'out')
    .addOption(apiOption())
    .option('--json', 'JSON on stdout, everything else on stderr')

const withModel = (command: Command): Command =>
  onFolder(command)
    .addOption(new Option('--concurrency <samples>', 'samples in progress').argParser(concurrency).default(16))
    .addOption(new Option('--base-url <url>', 'of the endpoint; also OPENAI_BASE_URL').argParser(baseUrl))

/** The commands on runs that are there. What they do is loaded when one of them is called. */
export function addRunCommands(program: Command): void {
  onFolder(program.command('runs').description('list the runs of a folder, newest first'))
    .option('--all', 'all of them, not only the newest 20')
    .action(async (options: ListOptions) => {
      const { listRuns } = await import('./status-command.ts')
      process.exitCode = await listRuns(options)
    })

  onFolder(
    program
      .command('status')
      .description('tell how a run stands, and what can be done')
      .argument('[run]', RUN, 'latest'),
  ).action(async (run: string, options: FolderOptions) => {
    const { status } = await import('./status-command.ts')
    process.exitCode = await status(run, options)
  })

  onFolder(program.command('failures').description('list what failed in a run, and why').argument('<run>', RUN))
    .option('--rejected', 'also what was rejected by its checks')
    .option('--all', 'every sample, not only the first 20')
    .action(async (run: string, options: FailureOptions) => {
      const { failures } = await import('./failures-command.ts')
      process.exitCode = await failures(run, options)
    })

  withModel(
    program
      .command('redrive')
      .description('make what failed in a run again, from its last good stage, and publish a new version')
      .argument('<run>', RUN),
  )
    .addOption(
      new Option('--sample <number>', 'only this one; may be given several times, or as 3,5').argParser(sampleNumbers),
    )
    .option('--rejected', 'also what was rejected: it starts over, with all its tries')
    .action(async (run: string, options: RedriveCommandOptions) => {
      const { redrive } = await import('./redrive-command.ts')
      process.exitCode = await redrive(run, options)
    })

  onFolder(
    program.command('pause').description('let what is in progress end and begin nothing new').argument('<run>', RUN),
  ).action(async (run: string, options: FolderOptions) => {
    const { pause } = await import('./status-command.ts')
    process.exitCode = await pause(run, options)
  })

  withModel(
    program.command('resume').description('go on with a run that is paused or was stopped').argument('<run>', RUN),
  ).action(async (run: string, options: WorkOptions) => {
    const { resume } = await import('./redrive-command.ts')
    process.exitCode = await resume(run, options)
  })

  onFolder(
    program.command('cancel').description('end a run early, and publish what is there').argument('<run>', RUN),
  ).action(async (run: string, options: FolderOptions) => {
    const { cancel } = await import('./redrive-command.ts')
    process.exitCode = await cancel(run, options)
  })
}
