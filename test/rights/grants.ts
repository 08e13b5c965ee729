import type { Assembly } from '../../infra/local/assembly.ts'
import { resolve } from '../../infra/local/intrinsic.ts'
import { localValues } from '../../infra/local/place.ts'
import type { RecordedCall } from '../../infra/local/request-record.ts'

/** One action on one pattern of resources that a function is allowed. */
export interface Grant {
  functionId: string
  action: string
  resource: string
  /** Patterns of `s3:prefix`, where it is bound to one. */
  prefix?: string
}

interface Statement {
  Effect: string
  Action: string | string[]
  Resource: string | string[]
  Condition?: { StringLike?: { 's3:prefix'?: string | string[] } }
}

/** What the synthesized policies allow each function, with the names that resources have on one machine. */
export function grantsOf({ template }: Assembly, region: string): Grant[] {
  const values = localValues({ region, emulatorUrl: 'http://emulator' })
  const all = (type: string) => Object.entries(template.Resources).filter(([, { Type }]) => Type === type)
  return all('AWS::Lambda::Function').flatMap(([functionId, { Properties: { Role } = {} }]) =>
    all('AWS::IAM::Policy').flatMap(([id, { Properties = {} }]) => {
      const roles = Properties['Roles'] as { Ref: string }[]
      if (!roles.some(({ Ref }) => Ref === (Role as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0])) return []
      const document = resolve(template, values, Properties['PolicyDocument'], id) as { Statement: Statement[] }
      return document.Statement.filter(({ Effect }) => Effect === 'Allow').flatMap((each) => grantsIn(each, functionId))
    }),
  )
}

function grantsIn({ Action, Resource, Condition }: Statement, functionId: string): Grant[] {
  const prefixes = Condition?.StringLike?.['s3:prefix']
  return [Action].flat().flatMap((action) =>
    [Resource].flat().flatMap((resource) => {
      const grant = { functionId, action, resource }
      return prefixes === undefined ? [grant] : [prefixes].flat().map((prefix) => ({ ...grant, prefix }))
    }),
  )
}

/** As IAM matches: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
const like = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[\\^$+.()|{}[\]]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
  ).test(text)

export const allows = (grant: Grant, call: RecordedCall): boolean =>
  grant.functionId === call.caller &&
  like(grant.action, call.action) &&
  like(grant.resource, call.resource) &&
  (grant.prefix === undefined || like(grant.prefix, call.prefix ?? ''))
