import { type Command, Option } from 'commander'
import { calls, milliseconds, perSecond, port, share, text, waitSeconds } from './argument.ts'
import type { EndpointOptions } from './endpoint-command.ts'

/** `fabula endpoint`: the grammar as an endpoint, and what may go wrong with it on purpose. */
export function addEndpointCommand(program: Command): void {
  const shareOf = (flags: string, description: string) => new Option(`${flags} <share>`, description).argParser(share)
  program
    .command('endpoint')
    .description('serve the built-in grammar as an OpenAI-compatible endpoint, for trying things without a key')
    .addOption(new Option('--port <port>', '0: any that is free').argParser(port).default(8787))
    .addOption(new Option('--latency <milliseconds>', 'how long every answer takes').argParser(milliseconds).default(0))
    .addOption(new Option('--seed <text>', 'what all texts and all faults follow from').argParser(text))
    .addOption(
      new Option('--rate-limit <calls>', 'a second; 429 for what is more, and nothing tells of it').argParser(
        perSecond,
      ),
    )
    .option('--limit-headers', 'tell of the rate limit in x-ratelimit-* and Retry-After')
    .addOption(new Option('--quota <calls>', 'taken at all; then the quota is used up').argParser(calls))
    .addOption(shareOf('--throttle', 'of the calls: 429, whatever the rate'))
    .addOption(
      new Option('--retry-after <seconds>', 'what such a 429 asks to wait; nothing unless given').argParser(
        waitSeconds,
      ),
    )
    .addOption(shareOf('--server-error', 'of the calls: 500, 502 or 503; every other one is billed all the same'))
    .addOption(shareOf('--hang', 'of the calls: no answer, and billed'))
    .addOption(shareOf('--cut-off', 'of the calls: half of the text, finish reason length'))
    .addOption(shareOf('--invalid', 'of the calls: not the JSON that was asked for'))
    .addOption(shareOf('--flex-refused', 'of the calls that ask for flex: 429, as there is no room in it'))
    .addHelpText('after', () => HELP)
    .action(async (options: EndpointOptions) => {
      const { serveEndpoint } = await import('./endpoint-command.ts')
      process.exitCode = await serveEndpoint(options)
    })
}

const HELP = `
A share is 0.05 or 5%; together they are at most all calls. The same seed brings the same faults to the same calls.
GET /stats, beside /v1, has the endpoint's own books: calls by answer, and the tokens that it bills by model and tier.`
