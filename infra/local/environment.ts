import { devNull } from 'node:os'
import type { ModelEndpoint } from './start.ts'

/** Nothing of the user's own AWS configuration may reach the functions: a call must never leave for the real AWS. */
export const awsVariables = (emulatorUrl: string, region: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: emulatorUrl,
  AWS_ENDPOINT_URL_S3: emulatorUrl,
  AWS_ENDPOINT_URL_SQS: emulatorUrl,
  AWS_ENDPOINT_URL_SSM: emulatorUrl,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
})

export const modelVariables = (kind: ModelEndpoint['kind'], baseUrl: string | undefined): Record<string, string> => ({
  MODEL_ENDPOINT: kind,
  ...(baseUrl !== undefined && { OPENAI_BASE_URL: baseUrl }),
})

/** What a process needs of the machine that it runs on, and no secret. */
export const machineVariables = (): Record<string, string> =>
  Object.fromEntries(
    ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SYSTEMROOT'].flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
