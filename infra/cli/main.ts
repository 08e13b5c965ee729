import { type Command, CommanderError, Option, program } from 'commander'
import about from '../../package.json' with { type: 'json' }
import { keepCompiled } from '../local/compile-cache.ts'
import { baseUrl, concurrency, price, rows, specs, temperature, text, tokens, usd } from './argument.ts'
import { ApiRefusal } from './client.ts'
import { addDatasetCommands } from './dataset-commands.ts'
import { addEndpointCommand } from './endpoint-options.ts'
import { addEstimateCommand } from './estimate-options.ts'
import { EXIT, InputError } from './exit.ts'
import { addExportCommand } from './export/command.ts'
import { addProofCommands } from './proof-commands.ts'
import { addPullCommand } from './pull-options.ts'
import { addRecipeCommands } from './recipe-commands.ts'
import type { RunOptions } from './run-command.ts'
import { addRunCommands, apiOption, laneOption } from './run-commands.ts'

keepCompiled()

// Under the launcher, on an older Node: when it is gone, nobody sees what goes on here.
process.once('disconnect', () => process.exit(EXIT.interrupted))
process.channel?.unref()

program
  .name('fabula')
  .description('Makes synthetic text datasets for small models, here or in your own AWS account.')
  .version(about.version)
  .exitOverride()
  .configureOutput({ writeErr: (message) => void process.stderr.write(message) })

program
  .command('run')
  .description('make a dataset on this machine, by the very functions that are deployed; with --api, in AWS')
  .argument('<recipe>', 'name of a built-in recipe, or path of a file (.yaml, .yml, .json)')
  .addOption(
    new Option(
      '-n, --count <samples>',
      'samples wanted, of each a row, or several where the recipe says so (default: 100)',
    ).argParser(rows),
  )
  .addOption(
    new Option('--tokens <count>', 'rows until so many output tokens of accepted samples are there').argParser(tokens),
  )
  .addOption(
    new Option('--seed <text>', 'the same seed asks for the same samples; made up unless given').argParser(text),
  )
  .addOption(new Option('--budget <usd>', 'dollars that the run may spend at most').argParser(usd))
  .addOption(new Option('--concurrency <samples>', 'samples in progress').argParser(concurrency).default(16))
  .addOption(new Option('--model <name>', "in place of the recipe's").argParser(text))
  .addOption(
    new Option('--base-url <url>', 'of an OpenAI-compatible endpoint; also OPENAI_BASE_URL').argParser(baseUrl),
  )
  .addOption(new Option('--offline', 'use the built-in grammar, whatever key is set').conflicts('baseUrl'))
  .addOption(new Option('--temperature <number>', "0 to 2, in place of the recipe's").argParser(temperature))
  .addOption(laneOption())
  .addOption(
    new Option('--price <in/out>', 'dollars a million tokens of the model, such as 0.10/0.50').argParser(price),
  )
  .addOption(new Option('--max-specs <count>', 'samples tried at most; 1.2 x count unless given').argParser(specs))
  .option('--grow', 'add to the latest dataset of the recipe in --out: its rows stay as they are, count more follow')
  .addOption(new Option('--continues <run>', 'the same, behind the rows of this run').conflicts('grow'))
  .addOption(apiOption())
  .option('--out <dir>', 'folder for the dataset, and for what is needed to go on', 'out')
  .option('--json', 'one JSON object on stdout, everything else on stderr')
  .option('-y, --yes', 'do not ask before spending')
  .addHelpText('after', () => RUN_HELP)
  .action(async (recipe: string, options: RunOptions) => {
    const { run } = options.api ? await import('./api-run-command.ts') : await import('./run-command.ts')
    process.exitCode = await run(recipe, options)
  })

addEndpointCommand(program)
addRecipeCommands(program)
addEstimateCommand(program)
addProofCommands(program)
addRunCommands(program)
addExportCommand(program)
addDatasetCommands(program)
addPullCommand(program)

const RUN_HELP = `
With OPENAI_API_KEY, OPENAI_BASE_URL or --base-url, that endpoint is used. Without, the text comes from a small built-in
grammar: for trying the pipeline, not for training.

A run that was stopped goes on with the same command. Exit codes: 0 complete, 2 wrong input, 3 paused (the same command goes
on), 4 over with fewer rows than asked for, 130 interrupted.`

// Commander copies neither to the commands that were made before.
for (const command of program.commands as Command[]) command.exitOverride()

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeOf(error)
}

function exitCodeOf(error: unknown): number {
  // Commander has said what is wrong. Help and version are errors to it, too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.complete : EXIT.badInput
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`error: ${message}\n`)
  const isRefused = error instanceof ApiRefusal && error.status < 500
  return error instanceof InputError || isRefused ? EXIT.badInput : EXIT.broken
}
