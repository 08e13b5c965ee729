import OpenAI from 'openai'

const client = new OpenAI()

export const handler = (): Promise<unknown> => client.chat.completions.create({ model: 'm', messages: [] })
