import * as z from 'zod'

const dollars = z.number().min(0)

/** A model, by its name alone where its price is known, or with what it costs in dollars a million tokens. */
export const model = z.union([
  z.string().min(1).max(200),
  z.strictObject({
    name: z.string().min(1).max(200),
    price: z.strictObject({ input: dollars, cachedInput: dollars.exactOptional(), output: dollars }).optional(),
  }),
])

const idOf = (kind: 'subnet' | 'sg') =>
  z.string().regex(new RegExp(`^${kind}-[0-9a-f]{8,17}$`), {
    error: ({ input }) =>
      `is ${JSON.stringify(input)}, should be the id of a ${kind === 'sg' ? 'security group' : 'subnet'}, such as ${kind}-0a1b2c3d4e5f60718`,
  })

/** Lambda's limits: https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html */
export const network = z.strictObject({
  /** Private ones of the VPC that the endpoint is reached from, best in two availability zones. */
  subnetIds: z.array(idOf('subnet')).min(1).max(16),
  securityGroupIds: z.array(idOf('sg')).min(1).max(5),
})

// https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
const tagKey = z.string().regex(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu, {
  error: ({ input }) =>
    `is no name of a tag: ${JSON.stringify(input)} should have up to 128 letters, digits, spaces and _.:/=+-@, and not begin with "aws:"`,
})
const tagValue = z.string().regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u, {
  error: ({ input }) => `is ${JSON.stringify(input)}, should have up to 256 letters, digits, spaces and _.:/=+-@`,
})
export const tags = z.record(tagKey, tagValue)

export function wrongAddress(address: string): string | undefined {
  const url = URL.parse(address)
  const hasSecret = url !== null && Boolean(url.username || url.password || url.search || url.hash)
  const is = `is "${hasSecret ? withoutSecrets(url) : address}"`
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return `${is}, should be the address of an OpenAI-compatible endpoint, such as https://models.example.com/v1`
  }
  if (hasSecret) {
    return `${is}, should be an address without name, password, ? and #: the key belongs into the key parameter`
  }
  if (/\/chat\/completions\/?$/.test(url.pathname)) return `${is}, should be what stands before /chat/completions`
  return undefined
}

/** What is told must not hold what somebody took for the place of a key. */
function withoutSecrets({ protocol, host, pathname }: URL): string {
  return `${protocol}//${host}${pathname}`
}

// https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
export function wrongParameter(name: string): string | undefined {
  if (/^sk-/.test(name))
    return 'should be the name of an SSM parameter, and looks like the key itself: nobody should commit that'
  if (!/^(\/[\w.-]+){1,15}$/.test(name)) {
    return `is "${name}", should be the name of an SSM parameter, such as /fabula/dev/openai-api-key`
  }
  if (/^\/(aws|ssm)/i.test(name)) return `is "${name}", but names that begin with aws or ssm belong to AWS`
  return undefined
}
