import { type Clock, systemClock } from '../ports/clock.ts'
import type { Clients } from './clients.ts'

/** A secret value. Never log it, nor anything made from it. */
export interface Secret {
  /** As last read, if that was less than the greatest age ago. */
  value(): Promise<string>
  /** Read anew: for when the value at hand was refused. */
  refresh(): Promise<string>
}

/** What should hold the secret does not. The message names the place, never the value. */
export class SecretMissing extends Error {
  override readonly name = 'SecretMissing'
}

const MAX_AGE = 5 * 60 * 1_000

/**
 * A SecureString of the SSM Parameter Store, read at most once in five minutes by a worker; invocations side by side
 * share one read. Throws `SecretMissing` where there is no such parameter.
 */
export function parameterSecret(ssm: Clients['ssm'], name: string, clock: Clock = systemClock): Secret {
  let made: ReturnType<Clients['ssm']> | undefined
  let reading: { at: number; value: Promise<string> } | undefined

  const read = async (): Promise<string> => {
    made ??= ssm()
    const client = await made
    const { GetParameterCommand, ParameterNotFound } = await import('@aws-sdk/client-ssm')
    try {
      const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }))
      if (Parameter?.Value) return Parameter.Value
    } catch (error) {
      if (!(error instanceof ParameterNotFound)) throw error
    }
    const command = `aws ssm put-parameter --type SecureString --name ${name} --value …`
    throw new SecretMissing(`The parameter ${name} of SSM is missing or empty. Put the key there: ${command}`)
  }

  const refresh = (): Promise<string> => {
    const mine = { at: clock.now(), value: read() }
    reading = mine
    mine.value.catch(() => {
      if (reading === mine) reading = undefined
    })
    return mine.value
  }

  return {
    refresh,
    value: () => (reading !== undefined && clock.now() - reading.at < MAX_AGE ? reading.value : refresh()),
  }
}

/** One that is known already. */
export const fixedSecret = (value: string): Secret => ({
  value: async () => value,
  refresh: async () => value,
})
