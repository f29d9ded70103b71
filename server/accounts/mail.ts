/** Where mail leaves the server. */
export interface Mail {
  send(message: Message): Promise<void>
}

export interface Message {
  to: string
  subject: string
  text: string
}

/**
 * Mail of a server without a mail server: the message goes to the log, where whoever runs it can pass it on. It is a
 * warning because at the usual level nobody would see it otherwise.
 */
export function createLogMail(log: { warn(fields: object, message: string): void }): Mail {
  return {
    async send(message) {
      log.warn({ mail: message }, `mail to ${message.to} was not sent, because no mail server is set up`)
    },
  }
}
