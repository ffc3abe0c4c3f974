<%@ page contentType="text/html;charset=UTF-8" %>
<!DOCTYPE html>
<title>Books</title>
<h1>${title}</h1>
