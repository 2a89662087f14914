/** @type {import('next').NextConfig} */
const configuration = {
  // Another prefix than the console's, so that one origin can serve both.
  assetPrefix: '/hosted',
  transpilePackages: ['@gatehouse/ui'],
  // `npm run check` looks at the types of the whole tree.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  poweredByHeader: false,
  generateEtags: false,
};

export default configuration;
