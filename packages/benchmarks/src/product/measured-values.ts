// What both sides are asked for.

export const redirectUri = 'https://client.example/callback';
export const webScope = 'openid offline_access email profile';
