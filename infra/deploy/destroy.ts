import { createInterface } from 'node:readline/promises'
import { EXIT } from '../cli/exit.ts'
import { ConfigError } from '../stack/config.ts'
import { stackOf } from './account.ts'
import { ArgumentError, type Asked, askedFor } from './arguments.ts'
import { forgetOutputs } from './outputs.ts'
import { cdk, picking, projectOf } from './project.ts'

/** `npm run destroy`: removes the stack, keeps its data, and says where that lies. */
async function destroy(asked: Asked): Promise<number> {
  const project = await projectOf(asked)
  const { config, stackName, region } = project
  if (region === undefined) throw new ArgumentError('No region is set: AWS_REGION=us-east-1 npm run destroy')
  const stack = await stackOf(stackName, region)
  if (stack === 'denied') throw new Error(`These credentials may not ask for ${stackName} in ${region}.`)
  if (stack === undefined) {
    console.error(`There is no stack ${stackName} in ${region}: nothing to remove.`)
    return EXIT.badInput
  }
  const { BucketName: bucket } = stack.outputs
  console.log(
    `${stackName} in ${region}, account ${stack.account}: its functions, queues with what waits in them, API, schedules and logs go.`,
  )
  console.log(`Runs that go on are stopped. What they made and every dataset stay in s3://${bucket}\n`)
  if (!asked.yes && !(await agreed(stackName))) {
    console.log('Nothing was removed.')
    return EXIT.complete
  }
  const code = await cdk('destroy', ...picking(project), '--force')
  if (code !== 0) return EXIT.broken
  forgetOutputs(config.stage)
  console.log(kept(bucket, config.keyParameter))
  return EXIT.complete
}

async function agreed(stackName: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new ArgumentError('Nobody is there to be asked: npm run destroy -- --yes')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return (await terminal.question(`Type ${stackName} to remove it: `)).trim() === stackName
  } finally {
    terminal.close()
  }
}

const kept = (bucket: string | undefined, keyParameter: string): string => `
The data is still there:      aws s3 ls s3://${bucket}/datasets/
Bring all datasets here:      aws s3 sync s3://${bucket}/datasets datasets
Into a stack made later:      aws s3 sync s3://${bucket}/datasets s3://NEW-BUCKET/datasets
What lets them grow there:    aws s3 sync s3://${bucket}/kept s3://NEW-BUCKET/kept
To remove it for good:        aws s3 rb s3://${bucket} --force
The key is kept as well:      aws ssm delete-parameter --name ${keyParameter}`

try {
  process.exitCode = await destroy(askedFor('destroy', process.argv.slice(2)))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = error instanceof ConfigError || error instanceof ArgumentError ? EXIT.badInput : EXIT.broken
}
