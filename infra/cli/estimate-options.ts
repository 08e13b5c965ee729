import { type Command, Option } from 'commander'
import {
  baseUrl,
  concurrency,
  perMinute,
  pilot,
  price,
  rows,
  seconds,
  specs,
  temperature,
  text,
  usd,
} from './argument.ts'
import type { EstimateOptions } from './estimate-guess.ts'
import { RECIPE } from './recipe-commands.ts'
import { apiOption, laneOption } from './run-commands.ts'

/** What it does is loaded when it is called. */
export function addEstimateCommand(program: Command): void {
  program
    .command('estimate')
    .description('say what a run would take: tokens, money, AWS and time; with --pilot, by making a few samples of it')
    .argument('<recipe>', RECIPE)
    .addOption(new Option('-n, --count <samples>', 'accepted samples wanted').argParser(rows).default(100))
    .addOption(
      new Option('--pilot <samples>', 'make so many first, which stay part of the dataset: with 95 % bounds').argParser(
        pilot,
      ),
    )
    .addOption(new Option('--concurrency <samples>', 'samples in progress').argParser(concurrency).default(16))
    .addOption(new Option('--calls-per-minute <calls>', 'that the endpoint takes at most').argParser(perMinute))
    .addOption(
      new Option('--tokens-per-minute <tokens>', 'read and written, that the endpoint takes at most').argParser(
        perMinute,
      ),
    )
    .addOption(
      new Option('--seconds-a-call <seconds>', 'in place of what is guessed, or was measured by the pilot').argParser(
        seconds,
      ),
    )
    .addOption(new Option('--seed <text>', 'of the pilot, as run has it').argParser(text))
    .addOption(new Option('--budget <usd>', 'dollars that the whole may spend at most').argParser(usd))
    .addOption(new Option('--model <name>', "in place of the recipe's").argParser(text))
    .addOption(new Option('--base-url <url>', 'of the endpoint of the pilot; also OPENAI_BASE_URL').argParser(baseUrl))
    .addOption(new Option('--offline', 'make the pilot with the built-in grammar').conflicts('baseUrl'))
    .addOption(new Option('--temperature <number>', "0 to 2, in place of the recipe's").argParser(temperature))
    .addOption(laneOption())
    .addOption(
      new Option('--price <in/out>', 'dollars a million tokens of the model, such as 0.10/0.50').argParser(price),
    )
    .addOption(new Option('--max-specs <count>', 'samples tried at most; 1.2 x count unless given').argParser(specs))
    .option('--continues <run>', 'of the pilot: behind the rows of this run')
    .addOption(apiOption())
    .option('--out <dir>', 'folder for the pilot', 'out')
    .option('--json', 'one JSON object on stdout, everything else on stderr')
    .option('-y, --yes', 'do not ask before spending')
    .action(async (recipe: string, { callsPerMinute, tokensPerMinute, secondsACall, ...options }: Typed) => {
      const { estimate } = await import('./estimate-command.ts')
      process.exitCode = await estimate(recipe, {
        ...options,
        callsAMinute: callsPerMinute,
        tokensAMinute: tokensPerMinute,
        ...(secondsACall !== undefined && { secondsACall }),
      })
    })
}

type Typed = Omit<EstimateOptions, 'callsAMinute' | 'tokensAMinute'> & {
  callsPerMinute?: number
  tokensPerMinute?: number
}
