import { deployedStages, readOutputs } from '../deploy/outputs.ts'
import { InputError } from './exit.ts'

export interface ApiAddress {
  /** Without a slash at its end. */
  url: string
  /** That requests are signed for. */
  region: string
  /** What is to be typed to ask the same API again: ` --api`, or ` --api URL`. */
  flag: string
}

type Environment = Record<string, string | undefined>

/** What `--api` was given: an address, the name of a stage, or nothing. */
export type ApiOption = string | true

/**
 * The API that is meant: by its address, by the stage that this clone deployed, or, where nothing is said, the only one that it
 * deployed. `folder`: where deployments leave their outputs. Throws `InputError`.
 */
export function apiAddress(option: ApiOption, environment: Environment, folder?: string): ApiAddress {
  const given = option === true ? environment['FABULA_API'] || true : option
  if (given === true) return deployed(onlyStage(deployedStages(folder)), ' --api', folder)
  if (!given.includes('://')) return deployed(given, ` --api ${given}`, folder)
  const url = URL.parse(given)
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') {
    throw new InputError(
      `--api: ${given} is no address; it should be one such as https://abc123.execute-api.eu-central-1.amazonaws.com`,
    )
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new InputError(`--api: ${given} is not encrypted; the address of a deployed API begins with https://`)
  }
  return {
    url: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
    region: regionOf(url, environment),
    flag: ` --api ${given}`,
  }
}

const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(host)

function onlyStage(stages: readonly string[]): string {
  const [stage, ...others] = stages
  if (stage === undefined) {
    throw new InputError(
      '--api: nothing was deployed from here. Give its address, --api https://…, or FABULA_API; npm run deploy prints it',
    )
  }
  if (others.length > 0)
    throw new InputError(
      `--api: several stages were deployed from here; say which, such as --api ${stage}: ${stages.join(', ')}`,
    )
  return stage
}

function deployed(stage: string, flag: string, folder: string | undefined): ApiAddress {
  const stages = deployedStages(folder)
  const outputs = stages.includes(stage) ? readOutputs(stage, folder) : undefined
  if (outputs !== undefined) return { url: outputs.apiUrl, region: outputs.region, flag }
  const known = stages.length === 0 ? 'nothing was' : `there are ${stages.join(', ')}`
  throw new InputError(`--api: no stage "${stage}" was deployed from here (${known}). An address begins with https://`)
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop.html */
function regionOf({ hostname }: URL, environment: Environment): string {
  const ofHost = /\.execute-api\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/.exec(hostname)?.[1]
  const region = ofHost ?? (environment['AWS_REGION'] || environment['AWS_DEFAULT_REGION'])
  if (region) return region
  throw new InputError(`--api: the address ${hostname} does not tell its region; set AWS_REGION`)
}
