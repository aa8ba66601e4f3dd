// Of ssh's agent protocol: a length of four bytes, a byte for the kind, and the rest.
const kinds = { failure: 5, requestIdentities: 11, signRequest: 13 } as const;
const allowed: readonly number[] = [kinds.requestIdentities, kinds.signRequest];

/** As large as OpenSSH's own agent takes. */
const largest = 256 * 1024;

const failure = Buffer.from([0, 0, 0, 1, kinds.failure]);

/**
 * Takes a client's bytes as they come and gives the whole requests among them that list keys or sign. Others, which
 * would add, remove or lock keys, are refused; the agent never sees them.
 * @throws Error where the client speaks something else
 */
export function onlySigning(refuse: (answer: Buffer) => void): (chunk: Buffer) => Buffer[] {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const requests: Buffer[] = [];
    while (rest.length >= 5) {
      const end = 4 + rest.readUInt32BE(0);
      if (end - 4 > largest || end === 4) throw new Error('what a step sends to the ssh agent is no request');
      if (rest.length < end) break;
      if (allowed.includes(rest[4] ?? 0)) requests.push(rest.subarray(0, end));
      else refuse(failure);
      rest = rest.subarray(end);
    }
    return requests;
  };
}
