import { type ApiAddress, type ApiOption, apiAddress } from './api-address.ts'
import { apiSend } from './api-send.ts'
import { type Client, clientOf } from './client.ts'
import type { Terminal } from './terminal.ts'

/** A deployed API, as commands ask it. */
export interface ApiPlace {
  client: Client
  address: ApiAddress
}

/** Says which API is asked, unless it was typed. Throws `InputError`. */
export function openApi(option: ApiOption, terminal: Terminal, environment = process.env): ApiPlace {
  const address = apiAddress(option, environment)
  if (option === true || option === environment['FABULA_API']) terminal.say(`Asking ${address.url}`)
  return { address, client: clientOf(address.url, apiSend(address)) }
}
