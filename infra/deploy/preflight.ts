import { pricesFor } from '../../shared/cost/prices.ts'
import { builtInRecipe } from '../../shared/recipe/library.ts'
import { resolveRecipe } from '../../shared/recipe/parse.ts'
import { onStack } from '../../shared/recipe/stack-model.ts'
import type { StackConfig } from '../stack/config.ts'

/** What the account says, as far as it could be asked. */
export interface Facts {
  /** Where it is deployed to; absent: nobody said. */
  region?: string | undefined
  /** `refused`: the services' own word for why. */
  credentials: { is: 'there' } | { is: 'missing' } | { is: 'refused'; because: string }
  /** Absent where the credentials are no good. */
  account?: AccountFacts | undefined
}

export interface AccountFacts {
  bootstrap: Parameter
  key: Parameter
  /** Of the stack, as CloudFormation calls it; absent: there is none yet. `denied`: may not be asked. */
  stackStatus?: string | undefined
}

export type Parameter =
  | { is: 'there'; type: string; value: string; account?: string | undefined }
  | { is: 'missing' }
  | { is: 'denied' }

export interface Finding {
  what: 'credentials' | 'region' | 'bootstrap' | 'key' | 'model' | 'endpoint' | 'stack'
  /** `missing`: nothing is deployed before it is mended. */
  is: 'ok' | 'doubtful' | 'missing'
  says: string
  /** What to do, ready to be typed where it is a command. */
  remedy?: string
}

/** What the CDK's way of deploying needs: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html */
const LEAST_BOOTSTRAP = 6

/** Everything that a deployment needs, each with what to do where it is missing. Pure. */
export function preflight(config: StackConfig, facts: Facts): Finding[] {
  const { account } = facts
  return [
    credentials(facts),
    region(facts),
    ...(account === undefined
      ? []
      : [bootstrap(account.bootstrap), key(config, account.key), ...stack(config, account.stackStatus)]),
    ...model(config),
    ...endpoint(config),
  ]
}

export const mayDeploy = (findings: readonly Finding[]): boolean => findings.every(({ is }) => is !== 'missing')

function credentials({ credentials: found }: Facts): Finding {
  const what = 'credentials'
  if (found.is === 'there') return { what, is: 'ok', says: 'credentials of AWS' }
  const says =
    found.is === 'missing' ? 'no credentials of AWS were found' : `AWS refuses the credentials: ${found.because}`
  const remedy =
    'Log in (aws login, or aws sso login), then name the profile: npm run deploy -- --profile NAME. ' +
    'Or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.'
  return { what, is: 'missing', says, remedy }
}

function region({ region: found }: Facts): Finding {
  if (found !== undefined) return { what: 'region', is: 'ok', says: `region ${found}` }
  return {
    what: 'region',
    is: 'missing',
    says: 'no region is set',
    remedy: 'AWS_REGION=us-east-1 npm run deploy, or set one for the profile: aws configure set region us-east-1',
  }
}

function bootstrap(found: Parameter): Finding {
  const what = 'bootstrap'
  const remedy = 'npx cdk bootstrap   # once an account and region'
  if (found.is === 'missing') return { what, is: 'missing', says: 'the CDK was never set up in this region', remedy }
  if (found.is === 'denied') {
    return { what, is: 'doubtful', says: 'whether the CDK is set up here may not be asked with these credentials' }
  }
  if (!(Number(found.value) >= LEAST_BOOTSTRAP)) {
    const says = `the CDK is set up here in version ${found.value}, and must be in ${LEAST_BOOTSTRAP} or above`
    return { what, is: 'missing', says, remedy }
  }
  return { what, is: 'ok', says: `the CDK is set up here, in version ${found.value}` }
}

function key({ keyParameter, stage }: StackConfig, found: Parameter): Finding {
  const what = 'key'
  const put = `aws ssm put-parameter --type SecureString --name ${keyParameter} --value "$OPENAI_API_KEY"`
  if (found.is === 'missing') {
    const says = `the parameter ${keyParameter}, which is to hold the endpoint's key, is not there`
    return { what, is: 'missing', says, remedy: `${put}   # any text where the endpoint of ${stage} asks for no key` }
  }
  if (found.is === 'denied') {
    return {
      what,
      is: 'doubtful',
      says: `whether the parameter ${keyParameter} is there may not be asked with these credentials`,
    }
  }
  if (found.type !== 'SecureString') {
    const says = `the parameter ${keyParameter} is a ${found.type}: whoever may list parameters reads the key`
    return { what, is: 'missing', says, remedy: `aws ssm delete-parameter --name ${keyParameter}, then ${put}` }
  }
  return { what, is: 'ok', says: `the key's parameter ${keyParameter}` }
}

function stack({ stage }: StackConfig, status: string | undefined): Finding[] {
  const what = 'stack'
  const name = `fabula-${stage}`
  if (status === undefined) return [{ what, is: 'ok', says: `${name} will be made` }]
  if (status === 'denied') return []
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
  if (/_IN_PROGRESS$/.test(status)) {
    const remedy = 'Wait until that is done.'
    return [{ what, is: 'missing', says: `${name} is being changed already (${status})`, remedy }]
  }
  if (status === 'ROLLBACK_COMPLETE' || status === 'ROLLBACK_FAILED') {
    const remedy = `aws cloudformation delete-stack --stack-name ${name}   # nothing was ever in it`
    return [{ what, is: 'doubtful', says: `${name} could not be made the last time (${status})`, remedy }]
  }
  return [{ what, is: 'ok', says: `${name} is there and will be updated` }]
}

/** A limit cannot be held over calls whose price nobody knows: the API refuses such runs, so that a refresh would never start. */
function model(config: StackConfig): Finding[] {
  const what = 'model'
  const asked = typeof config.model === 'string' ? { name: config.model } : config.model
  const limited = config.monthlyLimitUsd !== undefined || config.runBudgetUsd !== undefined
  const give = (names: string) =>
    `Give its price in cdk.json: "model": { "name": "${names}", "price": { "input": …, "output": … } }, dollars a million tokens`
  const findings = config.refreshes.flatMap(({ name, recipe, budgetUsd }): Finding[] => {
    const named = typeof recipe === 'string' ? builtInRecipe(recipe) : resolveRecipe(recipe)
    const made = onStack(named, asked)
    const prices = pricesFor(made)
    const names = [made.model.name, ...Object.values(made.stages).flatMap((stage) => stage.model?.name ?? [])]
    const unpriced = [...new Set(names)].filter((each) => prices[each] === undefined)
    if (unpriced.length === 0) return []
    const held = limited || budgetUsd !== undefined
    const says = `no price is known for ${unpriced.join(', ')}, which the refresh ${name} asks`
    const then = held
      ? ': its runs would be refused, as their limit could not be held'
      : ': its bill will say "unknown"'
    return [{ what, is: held ? 'missing' : 'doubtful', says: `${says}${then}`, remedy: give(unpriced[0]!) }]
  })
  if (asked === undefined || findings.length > 0) return findings
  const { model: named } = onStack(builtInRecipe('tinystories'), asked)
  if (pricesFor({ ...builtInRecipe('tinystories'), model: named })[asked.name] !== undefined) {
    return [{ what, is: 'ok', says: `the model ${asked.name}, whose price is known` }]
  }
  const then = limited ? ': every run would be refused, as the limits could not be held' : ': bills will say "unknown"'
  const says = `no price is known for the model ${asked.name}${then}`
  return [{ what, is: limited ? 'missing' : 'doubtful', says, remedy: give(asked.name) }]
}

function endpoint({ baseUrl, network }: StackConfig): Finding[] {
  const url = baseUrl === undefined ? null : URL.parse(baseUrl)
  if (url === null) return []
  const what = 'endpoint'
  const { hostname, protocol } = url
  if (/^(localhost|127\.|\[::1\])/.test(hostname)) {
    return [{ what, is: 'doubtful', says: `${baseUrl} is this machine: functions in AWS do not reach it` }]
  }
  const isPrivate = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|\.(internal|local)$/.test(hostname)
  if (isPrivate && network === undefined) {
    const remedy = 'Give the subnets that reach it: "network" in cdk.json, docs/deploy.md.'
    return [{ what, is: 'doubtful', says: `${baseUrl} is in a private network, and the functions are in none`, remedy }]
  }
  if (protocol === 'http:' && network === undefined) {
    return [
      { what, is: 'doubtful', says: `${baseUrl} is not HTTPS: the key and every prompt cross the internet readable` },
    ]
  }
  return []
}
