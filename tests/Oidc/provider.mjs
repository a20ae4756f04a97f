// An OpenID Connect provider for tests: whoever gives a name at its sign-in page is that person.
//   node provider.mjs PORT CLIENT_SECRET
// Of a name that begins with 'unproven' it says that nobody has looked into the mailbox; of one without '@' it knows no address.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import Provider from 'oidc-provider';

const [port, secret] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const provider = new Provider(issuer, {
  clients: [{ client_id: 'helpdesk', client_secret: secret, redirect_uris: ['http://127.0.0.1/'], token_endpoint_auth_method: 'client_secret_post' }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
  pkce: { required: () => true },
  ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, ...(id.includes('@') && { email: id.replace(/^unproven\./, ''), email_verified: !id.startsWith('unproven.') }) }),
  }),
});

// The desk under test listens wherever there was room.
provider.Client.prototype.redirectUriAllowed = (uri) => /^http:\/\/(127\.0\.0\.1|localhost):\d+\/sign-in\/with\/[a-z-]+\/back$/.test(uri);
provider.listen(port, '127.0.0.1', () => console.log('ready'));
// It ends with whoever started it.
process.stdin.resume().on('end', () => process.exit(0));
