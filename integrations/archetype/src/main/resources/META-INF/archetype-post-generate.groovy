// what a descriptor cannot say: a name with a dot, and files of one kind alone
File module = new File(request.outputDirectory, request.artifactId)
new File(module, 'gitignore').renameTo(new File(module, '.gitignore'))
if (request.properties.getProperty('kind') != 'sql') {
  new File(module, 'src/main/resources').deleteDir()
}
