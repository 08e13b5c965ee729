import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ArgumentError, askedFor } from '../../infra/deploy/arguments.ts'
import { deployedStages, forgetOutputs, outputsFrom, readOutputs, writeOutputs } from '../../infra/deploy/outputs.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fabula-outputs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const about = { stage: 'prod', stackName: 'fabula-prod', region: 'eu-central-1', account: '123456789012' }
const given = { ApiUrl: 'https://api.example/', BucketName: 'bucket', KeyParameter: '/fabula/prod/key' }

it('keeps what a deployment gave, stage by stage, until it is removed', () => {
  const outputs = outputsFrom(given, about)

  writeOutputs(outputs, folder)
  writeOutputs({ ...outputs, stage: 'dev' }, folder)

  expect(readOutputs('prod', folder)).toEqual({
    ...about,
    apiUrl: 'https://api.example',
    bucket: 'bucket',
    keyParameter: '/fabula/prod/key',
  })
  expect(deployedStages(folder).toSorted()).toEqual(['dev', 'prod'])
  forgetOutputs('prod', folder)
  expect(readOutputs('prod', folder)).toBeUndefined()
})

it('knows of no stage before one is deployed', () => {
  expect(deployedStages(join(folder, 'nothing'))).toEqual([])
  expect(readOutputs('dev', join(folder, 'nothing'))).toBeUndefined()
})

it('takes no stack for one of fabula’s that has not its outputs', () => {
  expect(() => outputsFrom({ BucketName: 'bucket' }, about)).toThrow('fabula-prod has no outputs ApiUrl')
})

it('understands what is typed after npm run deploy --', () => {
  expect(askedFor('deploy', ['--stage', 'prod', '-y', '--smoke'])).toMatchObject({
    stage: 'prod',
    yes: true,
    smoke: true,
  })
  expect(() => askedFor('deploy', ['--stag', 'prod'])).toThrow(ArgumentError)
  expect(() => askedFor('destroy', ['--smoke'])).toThrow('npm run destroy -- [--stage NAME]')
})
