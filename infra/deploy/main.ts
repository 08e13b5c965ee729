import { EXIT } from '../cli/exit.ts'
import { ConfigError } from '../stack/config.ts'
import { factsOf, stackOf } from './account.ts'
import { ArgumentError, type Asked, askedFor } from './arguments.ts'
import { outputsFrom, writeOutputs } from './outputs.ts'
import { mayDeploy, preflight } from './preflight.ts'
import { cdk, type Project, picking, projectOf } from './project.ts'
import { reportOf } from './report.ts'

/** `npm run deploy`: looks whether everything is there, deploys, and writes down where the API is. */
async function deploy(asked: Asked): Promise<number> {
  const project = await projectOf(asked)
  const { config, stackName, region } = project
  const facts = await factsOf({ ...project, keyParameter: config.keyParameter })
  const findings = preflight(config, facts)
  const found = facts.account?.key
  const account = found?.is === 'there' && found.account ? `, account ${found.account}` : ''
  console.log(`${stackName} in ${region ?? 'no region'}${account}\n${reportOf(findings)}\n`)
  if (!mayDeploy(findings)) {
    console.error('Nothing was deployed. What is missing above is to be mended first.')
    return EXIT.badInput
  }
  const approval = asked.yes ? ['--require-approval', 'never'] : []
  const code = await cdk('deploy', ...picking(project), ...approval)
  if (code !== 0) return EXIT.broken
  return afterwards(project, asked)
}

async function afterwards({ config, stackName, region = '' }: Project, { smoke: wanted }: Asked): Promise<number> {
  const stack = await stackOf(stackName, region)
  if (stack === undefined || stack === 'denied') {
    console.error(`${stackName} is deployed, but these credentials may not read its outputs.`)
    return EXIT.broken
  }
  const { account } = stack
  const outputs = outputsFrom(stack.outputs, { stage: config.stage, stackName, region, account })
  const file = writeOutputs(outputs)
  console.log(
    `\nThe API is ${outputs.apiUrl}\nThe data lies in s3://${outputs.bucket}\nBoth are written down in ${file}`,
  )
  if (config.alarmEmail !== undefined) {
    console.log(`Alarms go to ${config.alarmEmail}, once the mail that AWS sends there is confirmed.`)
  }
  if (!wanted) return EXIT.complete
  const [{ smoke, smokeText }, { clientOf }, { signedFetch }] = await Promise.all([
    import('./smoke.ts'),
    import('../cli/client.ts'),
    import('../cli/signed-fetch.ts'),
  ])
  console.log('\nMaking three samples …')
  const result = await smoke(clientOf(outputs.apiUrl, signedFetch(region)))
  console.log(smokeText(result))
  if (result.is === 'complete') return EXIT.complete
  return result.is === 'paused' ? EXIT.paused : EXIT.tooFew
}

try {
  process.exitCode = await deploy(askedFor('deploy', process.argv.slice(2)))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = error instanceof ConfigError || error instanceof ArgumentError ? EXIT.badInput : EXIT.broken
}
