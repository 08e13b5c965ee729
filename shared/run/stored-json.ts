const encoder = new TextEncoder()
const decoder = new TextDecoder()

export const toBytes = (value: unknown): Uint8Array => encoder.encode(JSON.stringify(value))

/** Trusts the bytes: only for what fabula itself wrote. */
export const fromBytes = <T>(body: Uint8Array): T => JSON.parse(decoder.decode(body)) as T
