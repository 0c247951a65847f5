import { randomBytes } from 'node:crypto';

export interface Member {
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

/** The first administrator, and one user of each role. */
export interface Team {
  readonly admin: Member;
  readonly editor: Member;
  readonly reviewer: Member;
  readonly office: Member;
}

/** What the admin API answers to this user: GET without a body, else POST. */
export const requestAs = async (
  member: Pick<Member, 'token'> | null,
  url: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      ...(member ? { authorization: `Bearer ${member.token}` } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
};

const wanted = async <T>(answer: Promise<{ status: number; body: unknown }>): Promise<T> => {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return (body as { data: T }).data;
};

const newPassword = (): string => `Aa1${randomBytes(12).toString('hex')}`;

/** Registers the first administrator, who invites the others; they accept. */
export const createTeam = async (url: string): Promise<Team> => {
  const firstPassword = newPassword();
  const email = 'admin@panel.local';
  const { token } = await wanted<{ token: string }>(
    requestAs(null, url, '/admin/register-admin', {
      email,
      firstname: '管理员',
      lastname: '',
      password: firstPassword,
    }),
  );
  const admin: Member = { email, password: firstPassword, token };
  const roles = await wanted<{ id: number; code: string }[]>(requestAs(admin, url, '/admin/roles'));

  const invite = async (name: string, code: string): Promise<Member> => {
    const role = roles.find((known) => known.code === code);
    if (!role) throw new Error(`no role ${code}`);
    const password = newPassword();
    const invited = await wanted<{ email: string; registrationToken: string }>(
      requestAs(admin, url, '/admin/users', {
        email: `${code}@panel.local`,
        firstname: name,
        lastname: '',
        roles: [role.id],
      }),
    );
    const accepted = await wanted<{ token: string }>(
      requestAs(null, url, '/admin/register', {
        registrationToken: invited.registrationToken,
        userInfo: { firstname: name, lastname: '', password },
      }),
    );
    return { email: invited.email, password, token: accepted.token };
  };
  return {
    admin,
    editor: await invite('录入员', 'gongkai-editor'),
    reviewer: await invite('审核员', 'gongkai-reviewer'),
    office: await invite('公开办', 'gongkai-office'),
  };
};
