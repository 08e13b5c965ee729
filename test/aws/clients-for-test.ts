import { type Clients, makeClients } from '../../shared/aws/clients.ts'

/** Clients of an emulator: it takes any credentials. */
export function clientsFor(endpoint: string): Clients {
  process.env['AWS_REGION'] = 'us-east-1'
  process.env['AWS_ACCESS_KEY_ID'] = 'test'
  process.env['AWS_SECRET_ACCESS_KEY'] = 'test'
  return makeClients({ concurrency: 8, endpoint })
}
