import { describe, expect, it } from 'vitest'
import { EnvironmentError, readEnvironment } from '../../shared/aws/environment.ts'

const whole = {
  BUCKET: 'b',
  TICKS_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/1/ticks',
  BLOCKS_QUEUE_URL: 'http://queues.example/blocks',
  CONCURRENCY: '50',
  OPENAI_API_KEY: 'a secret',
}

describe('the environment of a function', () => {
  it('is what the function needs, with numbers as numbers', () => {
    expect(readEnvironment('api', whole)).toEqual({
      BUCKET: 'b',
      TICKS_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/1/ticks',
      BLOCKS_QUEUE_URL: 'http://queues.example/blocks',
      CONCURRENCY: 50,
      MODEL_ENDPOINT: 'openai-compatible',
    })
  })

  it('reads the model of the stack', () => {
    const read = (STACK_MODEL: string) => readEnvironment('api', { ...whole, STACK_MODEL }).STACK_MODEL

    expect(read('{"name":"llama","price":{"input":0,"output":0.5}}')).toEqual({
      name: 'llama',
      price: { input: 0, output: 0.5 },
    })
    expect(() => read('llama')).toThrow('STACK_MODEL: is not the JSON of a model')
  })

  it('tells every variable that is wrong, and no value', () => {
    const read = () => readEnvironment('generate', { ...whole, BUCKET: '', KEY_PARAMETER: 'a secret' })

    expect(read).toThrow(EnvironmentError)
    expect(read).toThrow(/BUCKET.*SAMPLES_QUEUE_URL.*KEY_PARAMETER/s)
    expect(read).not.toThrow('a secret')
  })
})
