import { parseArgs } from 'node:util'

export interface Asked {
  /** Absent: as cdk.json says. */
  stage?: string | undefined
  /** Of the AWS configuration; absent: as the environment says. */
  profile?: string | undefined
  /** Asks nobody. */
  yes: boolean
  /** Makes three samples once it is deployed. */
  smoke: boolean
}

/** What was typed is not understood. The message says what would be. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError'
}

/** `command`: `deploy` or `destroy`. Throws `ArgumentError`. */
export function askedFor(command: string, typed: readonly string[]): Asked {
  const options = {
    stage: { type: 'string' },
    profile: { type: 'string' },
    yes: { type: 'boolean', short: 'y', default: false },
    smoke: { type: 'boolean', default: false },
  } as const
  try {
    const { values } = parseArgs({ args: [...typed], options })
    if (values.smoke && command !== 'deploy') throw new Error('--smoke is for npm run deploy')
    return values
  } catch (error) {
    const smoke = command === 'deploy' ? ' [--smoke]' : ''
    throw new ArgumentError(
      `${(error as Error).message}\nUsage: npm run ${command} -- [--stage NAME] [--profile NAME] [--yes]${smoke}`,
    )
  }
}
